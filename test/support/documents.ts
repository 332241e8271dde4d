import {
  AssignmentId,
  DirectiveId,
  type FileRef,
  type IncomingId,
  type OfficialId,
} from '../../src/shared/domain/core/values.ts';
import type { IncomingFields } from '../../src/shared/domain/incoming/incoming.ts';
import type { OutgoingFields } from '../../src/shared/domain/outgoing/outgoing.ts';
import { sha, uuid } from './world.ts';

/** Fields of an incoming document; take only what the test is about. */
export const incomingFields = (some: Partial<IncomingFields> = {}): IncomingFields => ({
  typeName: 'Công văn',
  codeNumber: '412',
  codeNotation: 'SKTS-CĐS',
  organName: 'Sở Kinh tế số',
  subject: 'Rà soát, báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV',
  urgency: 'normal',
  ...some,
});

export const outgoingFields = (signerId: OfficialId, some: Partial<OutgoingFields> = {}): OutgoingFields => ({
  typeName: 'Công văn',
  codeNotation: 'SMM-VP',
  subject: 'V/v trả lời Công văn số 412/SKTS-CĐS',
  urgency: 'normal',
  signerId,
  recipientsText: 'Như trên; Lưu: VT, VP.',
  ...some,
});

export const pdfFile = (digit = 'a', name = 'van-ban.pdf'): FileRef => ({
  sha256: sha(digit),
  name,
  sizeBytes: 1200,
  mediaType: 'application/pdf',
});

/** `incoming.direct` that gives the lead to one official. */
export const directing = (documentId: IncomingId, officialId: OfficialId) => ({
  documentId,
  directiveId: DirectiveId.parse(uuid()),
  text: 'Giao tham mưu văn bản trả lời.',
  assignments: [{ assignmentId: AssignmentId.parse(uuid()), officialId, part: 'lead' as const }],
});
