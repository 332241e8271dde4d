import type { OperationShown, SyncStatus } from '../../src/shared/contract/sync.ts';
import { Instant, OperationId } from '../../src/shared/domain/core/values.ts';
import { type Office, type Operations, page } from './fake-office.ts';
import { paperFile } from './fake-papers.ts';
import { uuid } from './fake-people.ts';

const at = (time: string) => Instant.parse(`2026-11-23T${time}:00.000Z`);
const shown = (
  n: number,
  state: OperationShown['state'],
  name: string,
  subject: string,
  more: Partial<OperationShown> = {},
): OperationShown => ({
  operationId: OperationId.parse(uuid(7000 + n)),
  name,
  state,
  doneAt: at(`0${String(n % 10)}:05`),
  subject,
  documentKind: name.startsWith('incoming') ? 'incoming' : 'outgoing',
  documentId: uuid(1008),
  files: [],
  differences: [],
  ...more,
});

const operations: Record<'refused' | 'waiting' | 'history', OperationShown[]> = {
  refused: [
    shown(2, 'conflict', 'incoming.correct', '2207/SHTNT Cho ý kiến dự thảo Đề án cấp nước sạch tập trung', {
      code: 'incoming.field-changed-meanwhile',
      differences: [
        { field: 'dueOn', mine: '2026-11-27', theirs: '2026-11-25' },
        { field: 'leadId', mine: 'Phòng Kinh tế', theirs: 'Văn phòng' },
        {
          field: 'subject',
          mine: 'Cho ý kiến dự thảo Đề án cấp nước sạch',
          theirs: 'Cho ý kiến dự thảo Đề án cấp nước sạch',
        },
      ],
    }),
    shown(6, 'refused', 'outgoing.recordSignature', 'Cử cán bộ dự tập huấn kỹ năng số', {
      code: 'outgoing.file-changed',
      documentId: uuid(3006),
      files: [
        {
          file: await paperFile({
            organName: 'UBND xã Vân Khánh Thượng',
            reference: '341/UBND-VP',
            subject: 'Cử cán bộ dự tập huấn kỹ năng số',
            urgency: 'normal',
          }),
          isHere: true,
          verdict: 'valid',
        },
      ],
    }),
    shown(1, 'refused', 'outgoing.takeNumber', 'Báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV', {
      code: 'register.wrong-date',
    }),
  ],
  waiting: [
    shown(3, 'waiting', 'incoming.direct', '1204 Giấy mời họp bàn giao hạ tầng viễn thông'),
    shown(4, 'sent', 'incoming.register', '412/SKTS-CĐS Rà soát, báo cáo tỷ lệ gửi nhận văn bản điện tử'),
    shown(5, 'waiting', 'outgoing.takeNumber', 'Góp ý Đề án cấp nước sạch tập trung giai đoạn 2027–2030'),
  ],
  history: Array.from({ length: 40 }, (_, n) =>
    shown(100 + n, 'answered', 'incoming.markRead', `Văn bản ${String(1200 - n)}`),
  ),
};

export function syncOperations({ scene, announce }: Office): Operations {
  const isOffline = scene === 'offline';
  const lists = scene === 'empty' ? { refused: [], waiting: [], history: [] } : structuredClone(operations);
  const status = (): SyncStatus => ({
    isOnline: !isOffline,
    lastContactAt: Instant.parse(new Date(Date.now() - (isOffline ? 42 : 2) * 60_000).toISOString()),
    ...(isOffline && { nextTryAt: at('03:35') }),
    ...(scene === 'expired' && { isOnline: false, needsSignIn: true }),
    waitingCount: lists.waiting.length,
    refusedCount: lists.refused.length,
    filesToSend: 0,
    filesToFetch: isOffline ? 0 : 1,
  });
  const drop = (operationId: string) => {
    for (const list of Object.values(lists)) {
      const place = list.findIndex((each) => each.operationId === operationId);
      if (place >= 0) list.splice(place, 1);
    }
    announce({ type: 'changed', areas: ['sync'] });
  };
  return {
    'sync.getStatus': status,
    'sync.listOperations': ({ tab, ...rest }) => page(lists[tab as 'refused'], rest),
    'sync.exportOperations': () => ({ name: 'dong-bo-2026-11-23.json', content: 'e30=', count: 3 }),
    'sync.tryNow': status,
    'sync.signIn': () => ({ address: 'https://dang-nhap.example/' }),
    'sync.dismiss': ({ operationId }) => {
      drop(operationId);
      return {};
    },
    'sync.takeBack': ({ operationId }) => {
      drop(operationId);
      return { takenBack: [operationId] };
    },
  };
}
