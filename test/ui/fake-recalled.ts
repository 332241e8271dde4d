import type { HangingWork, IncomingDetail } from '../../src/shared/contract/incoming.ts';
import {
  DossierId,
  Instant,
  LocalDate,
  OutgoingId,
  RequestId,
  TaskId,
} from '../../src/shared/domain/core/values.ts';
import { person, uuid } from './fake-people.ts';

const both: HangingWork['allowed'] = [
  { name: 'keep', isAllowed: true },
  { name: 'detach', isAllowed: true },
];
const hangingWork: HangingWork[] = [
  {
    of: { kind: 'task', id: TaskId.parse(uuid(810_001)) },
    name: 'Tổng hợp số liệu gửi, nhận văn bản điện tử quý IV, kèm biểu 02 đã chỉnh theo mẫu của Ban Nà Ỡ',
    allowed: both,
  },
  {
    of: { kind: 'dossier', id: DossierId.parse(uuid(810_002)) },
    name: 'Hồ sơ triển khai Đề án chuyển đổi số năm 2026',
    allowed: both.map((each) => ({ ...each, isAllowed: false, reason: 'incoming.only-owner-settles' })),
  },
  {
    of: { kind: 'task', id: TaskId.parse(uuid(810_003)) },
    name: 'Dự thảo công văn đề nghị bố trí kinh phí',
    settled: {
      decision: 'keep',
      by: person(1),
      at: Instant.parse('2026-11-23T03:20:00.000Z'),
      reason: 'Việc vẫn phải làm tiếp',
    },
    allowed: both,
  },
  {
    of: { kind: 'dossier', id: DossierId.parse(uuid(810_004)) },
    name: 'Hồ sơ theo dõi kinh phí Chương trình mục tiêu quốc gia Ễ Ỡ Ặ',
    settled: {
      decision: 'detach',
      by: person(0),
      at: Instant.parse('2026-11-23T03:25:00.000Z'),
      reason: 'Cơ quan gửi đã thu hồi văn bản',
    },
    allowed: [],
  },
];

/** Which of the incoming documents was given back. */
export const GIVEN_BACK = 16;

/** A document that was given back, with an answer, tasks and dossiers that hang on it, some of them decided. */
export function givenBack(detail: IncomingDetail): IncomingDetail {
  const { file: _gone, ...document } = detail.document;
  return {
    ...detail,
    row: { ...detail.row, state: 'recalled', fileCount: 0, verdict: 'paper' },
    document: {
      ...document,
      state: 'recalled',
      recalled: {
        requestId: RequestId.parse(uuid(700_002)),
        reason: 'Sai số liệu tại biểu 02, sẽ gửi bản thay thế',
        askedAt: Instant.parse('2026-11-23T02:00:00.000Z'),
        by: person(0).officialId,
        on: LocalDate.parse('2026-11-23'),
        from: 'in-progress',
      },
    },
    files: [],
    hanging: [
      { what: 'answer', documentId: OutgoingId.parse(uuid(3001)), subject: 'Trả lời về nguồn kinh phí' },
    ],
    hangingWork,
  };
}
