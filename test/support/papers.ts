import { randomUUID } from 'node:crypto';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { type Office, YEAR } from './province.ts';

/** What a clerk types for an incoming document; only what matters to the test is given. */
export const incomingFields = (subject = 'Về việc tăng cường kỷ luật hành chính') => ({
  typeName: 'Công văn',
  codeNumber: '12',
  codeNotation: 'SNV-VP',
  organName: 'Sở Nội vụ',
  subject,
  urgency: 'normal',
});

/** `incoming.receive` of a paper without a file, or with one that the clerk has brought before. */
export const receiving = (documentId: string, more: Record<string, unknown> = {}) => ({
  documentId,
  source: 'paper',
  fields: incomingFields(),
  secrecy: 'normal',
  attachments: [],
  ...more,
});

export const registering = ({ agencyId }: Office, documentId: string) => ({
  documentId,
  registerId: registerId(agencyId, 'incoming', YEAR),
  fields: incomingFields(),
  secrecy: 'normal',
});

/** `incoming.direct` that gives the lead to one official. */
export const directing = (documentId: string, officialId: string) => ({
  documentId,
  directiveId: randomUUID(),
  text: 'Giao tham mưu văn bản trả lời.',
  assignments: [{ assignmentId: randomUUID(), officialId, part: 'lead' }],
});

export const fileRef = (sha256: string, sizeBytes: number, name = 'van-ban.pdf') => ({
  sha256,
  name,
  sizeBytes,
  mediaType: 'application/pdf',
});
