import type { ExportRead, OperationShown, SyncStatus } from '../../src/shared/contract/sync.ts';
import { DeviceId, Instant, OperationId } from '../../src/shared/domain/core/values.ts';
import { type Office, type Operations, page, Refused } from './fake-office.ts';
import { paperFile } from './fake-papers.ts';
import { person, uuid } from './fake-people.ts';

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
            // Signed over a draft that was changed meanwhile.
            subject: 'Cử cán bộ dự tập huấn kỹ năng số đợt 1',
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

/** What the desk of an official with a long name had left, one of it of a contained document. */
const handedOver: ExportRead = {
  madeAt: at('02:10'),
  officialId: person(5).officialId,
  official: person(5),
  deviceId: DeviceId.parse(uuid(88)),
  operations: [
    {
      ...{ operationId: OperationId.parse(uuid(7201)), name: 'outgoing.revise', state: 'conflict' },
      doneAt: Instant.parse('2026-11-20T02:05:00.000Z'),
      document: {
        kind: 'outgoing',
        reference: '118/BC-UBND',
        subject: 'Báo cáo tỷ lệ gửi nhận văn bản điện tử',
      },
      isContained: false,
      subject: 'Báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV',
      why: 'Người làm việc này đã rời cơ quan.',
      told: [
        { field: 'subject', value: 'Báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV, Ễ Ỡ Ặ' },
        { field: 'urgency', value: 'very-urgent' },
        { field: 'dueOn', value: '2026-11-30' },
      ],
      files: [{ name: 'bao-cao-quy-iv.pdf', sizeBytes: 312_400 }],
    },
    {
      ...{ operationId: OperationId.parse(uuid(7202)), name: 'incoming.finish', state: 'waiting' },
      doneAt: at('01:40'),
      ...{ isContained: false, told: [], files: [] },
      subject: 'Cho ý kiến dự thảo Đề án cấp nước sạch tập trung',
    },
    {
      ...{ operationId: OperationId.parse(uuid(7203)), name: 'outgoing.draft', state: 'refused' },
      doneAt: at('01:50'),
      ...{ isContained: true, subject: '', told: [], files: [] },
    },
  ],
};

/** A machine whose folder was copied, until its official has a new code taken. */
let isForked = true;

export function syncOperations({ scene, announce }: Office): Operations {
  const isOffline = scene === 'offline';
  const lists = scene === 'empty' ? { refused: [], waiting: [], history: [] } : structuredClone(operations);
  const status = (): SyncStatus => ({
    isOnline: !isOffline,
    lastContactAt: Instant.parse(new Date(Date.now() - (isOffline ? 42 : 2) * 60_000).toISOString()),
    ...(isOffline && { nextTryAt: at('03:35') }),
    ...(scene === 'expired' && { isOnline: false, needsSignIn: true }),
    ...(scene === 'forked' && isForked && { mustEnrol: { why: 'device.forked' as const, needsCode: true } }),
    waitingCount: lists.waiting.length,
    refusedCount: lists.refused.length,
    filesToSend: 0,
    filesToFetch: isOffline ? 0 : 1,
    // Back after thirty days, where everything is slow; and a server without room, where everything is broken.
    ...(scene === 'slow' && { catchUp: { done: 12_300, total: 50_000, isPaused } }),
    ...(scene === 'broken' && { filesHeldBy: 'server.storage-full' as const, filesToSend: 2 }),
  });
  const pause = (is: boolean): SyncStatus => {
    isPaused = is;
    announce({ type: 'changed', areas: ['sync'] });
    return status();
  };
  let isPaused = false;
  let quotaBytes = 5_000_000_000;
  const room = () => ({
    usedBytes: 1_240_300_000,
    quotaBytes,
    files: 412,
    waiting: scene === 'slow' ? 7 : 0,
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
    'sync.readExport': () => handedOver,
    'sync.tryNow': status,
    'sync.pauseCatchUp': () => pause(true),
    'sync.resumeCatchUp': () => pause(false),
    'file.getRoom': room,
    'file.setQuota': (given) => {
      quotaBytes = given.quotaBytes;
      announce({ type: 'changed', areas: ['file', 'sync'] });
      return room();
    },
    'file.fetch': () => {
      if (isOffline) throw new Refused('file.away-offline');
      return { state: 'coming' };
    },
    'file.discard': ({ sha256s }) => ({ discarded: sha256s.length }),
    'sync.signIn': () => ({ address: 'https://dang-nhap.example/', isOpened: false }),
    'device.enrolAgain': ({ code }) => {
      if (code !== 'MA-DUNG') throw new Refused('enrol.refused');
      isForked = false;
      announce({ type: 'changed', areas: ['sync', 'profile'] });
      return { isOpened: false };
    },
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
