import {
  type OutgoingDetail,
  type OutgoingRow,
  type OutgoingView,
  outgoingViews,
} from '../../src/shared/contract/outgoing.ts';
import type { Allowed } from '../../src/shared/contract/shapes.ts';
import { Instant, LocalDate, OpinionId, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { copyNotation, copyTypeName, type OutgoingState } from '../../src/shared/domain/outgoing/outgoing.ts';
import { type Office, type Operations, page, performed, Refused } from './fake-office.ts';
import { paperFile } from './fake-papers.ts';
import { agencyId, person, profileOf, type Scene, uuid } from './fake-people.ts';
import { fakeDeliveries } from './fake-recipients.ts';

type Seed = {
  readonly state: OutgoingState;
  readonly subject: string;
  readonly number?: number;
  readonly waiting?: boolean;
  readonly type?: string;
  /** A draft whose file was signed in another program. */
  readonly isSigned?: boolean;
  readonly sync?: OutgoingRow['sync'];
};
const seeds: readonly Seed[] = [
  { state: 'draft', subject: 'Báo cáo kết quả rà soát danh sách người có uy tín', type: 'Báo cáo' },
  { state: 'returned', subject: 'Kế hoạch phòng, chống thiên tai năm 2027', type: 'Kế hoạch' },
  { state: 'submitted', subject: 'Trả lời đề xuất sửa chữa cầu treo Khe Ỡm' },
  { state: 'submitted', subject: 'Kiện toàn Tổ công nghệ số cộng đồng thôn Đặng Lễ', type: 'Quyết định' },
  { state: 'signed', subject: 'Góp ý Đề án cấp nước sạch tập trung giai đoạn 2027–2030' },
  {
    state: 'signed',
    subject: 'Báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV',
    waiting: true,
    type: 'Báo cáo',
  },
  { state: 'numbered', subject: 'Cử cán bộ dự tập huấn kỹ năng số', number: 341 },
  { state: 'sealed', subject: 'Mời họp giao ban tuần 48', number: 340, type: 'Giấy mời' },
  { state: 'dispatched', subject: 'Phối hợp xác minh ranh giới đất rừng phòng hộ', number: 339 },
  { state: 'dispatched', subject: 'Thông báo lịch tiếp công dân tháng 12', number: 338, type: 'Thông báo' },
  { state: 'void', subject: 'Thành lập Tổ kiểm kê tài sản công', number: 337, type: 'Quyết định' },
  { state: 'draft', subject: 'Phối hợp diễn tập phòng thủ khu vực năm 2027', isSigned: true },
];

/** What a leader has to sign on a full morning. */
const toSign: readonly Seed[] = [
  { state: 'submitted', subject: 'Kết quả chuyển đổi số tháng 11 năm 2026', type: 'Báo cáo' },
  { state: 'submitted', subject: 'Kiện toàn Tổ công nghệ số cộng đồng thôn Đặng Lễ', type: 'Quyết định' },
  { state: 'submitted', subject: 'Trả lời đề xuất sửa chữa cầu treo Khe Ỡm, xã Vân Khánh Thượng' },
  {
    state: 'submitted',
    subject: 'Phòng, chống thiên tai và tìm kiếm cứu nạn năm 2027',
    type: 'Kế hoạch',
  },
  { state: 'submitted', subject: 'Họp giao ban tuần 48', type: 'Giấy mời' },
  { state: 'submitted', subject: 'Phê duyệt danh mục hồ sơ lưu trữ năm 2027', type: 'Tờ trình' },
  { state: 'submitted', subject: 'Kết luận buổi tiếp công dân định kỳ', type: 'Thông báo' },
  { state: 'submitted', subject: 'Cử cán bộ dự tập huấn kỹ năng số' },
];

export async function makeOutgoing(scene: Scene): Promise<Map<string, OutgoingDetail>> {
  const details = new Map<string, OutgoingDetail>();
  if (scene === 'empty') return details;
  const isBatch = scene === 'signing' || scene === 'paused';
  for (const [index, seed] of (isBatch ? toSign : seeds).entries()) {
    const reference = `${seed.number === undefined ? '…' : String(seed.number)}/UBND-VP`;
    const file = await paperFile({
      organName: 'UBND xã Vân Khánh Thượng',
      reference,
      subject: seed.subject,
      urgency: 'normal',
    });
    details.set(uuid(3000 + index), detailOf(index, seed, reference, file));
  }
  return details;
}

const voidedWith = (reason: string) => ({
  by: person(0).officialId,
  on: LocalDate.parse('2026-11-23'),
  reason,
});

const order: readonly OutgoingState[] = ['draft', 'submitted', 'signed', 'numbered', 'sealed', 'dispatched'];
function detailOf(
  index: number,
  seed: Seed,
  reference: string,
  file: Awaited<ReturnType<typeof paperFile>>,
): OutgoingDetail {
  const documentId = OutgoingId.parse(uuid(3000 + index));
  const { state } = seed;
  const reached = order.indexOf(state === 'returned' ? 'draft' : state === 'void' ? 'numbered' : state);
  const isOut = state === 'dispatched';
  const verdict = reached >= 2 || seed.isSigned ? 'valid' : 'unsigned';
  const stepState = (place: number) =>
    reached >= place ? 'done' : reached === place - 1 ? 'current' : 'to-come';
  const isMany = seed.number === 338;
  return {
    row: {
      documentId,
      state,
      isWaitingForNumber: seed.waiting === true,
      ...(seed.number !== undefined && { number: seed.number, issuedOn: LocalDate.parse('2026-11-23') }),
      reference,
      subject: seed.subject,
      typeName: seed.type ?? 'Công văn',
      urgency: index === 2 ? 'urgent' : 'normal',
      recipientsText: 'Sở Kinh tế số; UBND xã An Lĩnh Bắc',
      ...(index < 4 && { dueOn: LocalDate.parse('2026-11-26') }),
      verdict,
      fileCount: 1,
      drafter: person(2),
      signer: person(1),
      deliveryCount: isOut ? (isMany ? 200 : 4) : 0,
      arrivedCount: isOut ? 3 : 0,
      receivedCount: isOut ? (isMany ? 140 : 2) : 0,
      notTakenCount: isOut ? (isMany ? 10 : 1) : 0,
      refusedCount: isOut && !isMany ? 1 : 0,
      sync: seed.waiting ? 'waiting' : 'synced',
    },
    document: {
      v: 1,
      agencyId,
      state,
      typeName: seed.type ?? 'Công văn',
      codeNotation: 'UBND-VP',
      subject: seed.subject,
      urgency: 'normal',
      signerId: person(1).officialId,
      recipientsText: 'Sở Kinh tế số; UBND xã An Lĩnh Bắc',
      drafterId: person(2).officialId,
      file,
      attachmentCount: 0,
      ...(state === 'returned' && {
        returnedReason: 'Bổ sung số liệu hộ dân vùng sạt lở, sửa căn cứ pháp lý ở trang 1.',
      }),
      ...(seed.number !== undefined && { number: seed.number }),
      ...(isOut && { packageSha256: file.sha256 }),
      ...(state === 'void' && {
        voided: voidedWith('Nội dung đã ký có sai sót, ban hành văn bản khác thay thế'),
      }),
    },
    ...(state === 'void' && { voidedBy: person(0) }),
    files: [{ file, isHere: true, verdict }],
    versions: [
      {
        origin: 'draft',
        fileName: file.name,
        sha256: file.sha256,
        by: person(2),
        doneAt: Instant.parse('2026-11-22T02:00:00.000Z'),
      },
    ],
    opinions:
      state === 'submitted'
        ? [
            {
              opinionId: OpinionId.parse(uuid(7100)),
              by: person(0),
              isOutdated: false,
              opinion: {
                ...{ v: 1, documentId, purpose: 'form', officialId: person(0).officialId, state: 'given' },
                ...{ askedBy: person(2).officialId, askedAt: Instant.parse('2026-11-22T03:00:00.000Z') },
                ...{ outcome: 'agreed', givenAt: Instant.parse('2026-11-22T08:00:00.000Z') },
              },
            },
          ]
        : [],
    deliveries: isOut ? fakeDeliveries(documentId, isMany) : [],
    timeline: [
      { step: 'drafted', state: 'done', by: person(2), at: Instant.parse('2026-11-22T02:00:00.000Z') },
      ...(state === 'returned'
        ? [{ step: 'returned', state: 'done' as const, by: person(1), text: 'Bổ sung số liệu' }]
        : []),
      ...(['submitted', 'signed', 'numbered', 'sealed', 'dispatched'] as const)
        .slice(0, state === 'void' ? 3 : 5)
        .map((step, n) => ({ step, state: stepState(n + 1) as 'done' })),
      ...(state === 'void' ? [{ step: 'voided', state: 'done' as const, by: person(0) }] : []),
    ],
    allowed: [],
    ...(state === 'sealed' && {
      extension: {
        level: 'B-LT',
        state: 'waiting',
        tries: 3,
        triedAt: Instant.parse('2026-11-23T02:10:00.000Z'),
        problem: { code: 'timestamp.unreachable', detail: { why: 'timeout' } },
      },
    }),
  };
}

function allowedOf({ row }: OutgoingDetail, scene: Scene): Allowed[] {
  const { official, officialId } = profileOf(scene);
  const role = official.roles[0];
  const mine = row.drafter?.officialId === officialId;
  const rule = (name: string, isAllowed: boolean, reason: string): Allowed =>
    isAllowed ? { name, isAllowed } : { name, isAllowed, reason };
  const isDraft = row.state === 'draft' || row.state === 'returned';
  return [
    rule('outgoing.revise', mine && isDraft, 'outgoing.only-drafter'),
    rule('outgoing.attach', mine && isDraft, 'outgoing.only-drafter'),
    rule('outgoing.submitForSignature', mine && isDraft, 'outgoing.only-drafter'),
    rule('outgoing.submitSigned', mine && isDraft, 'outgoing.only-drafter'),
    rule('outgoing.askOpinion', mine && isDraft, 'outgoing.only-drafter'),
    rule('outgoing.sendBack', role === 'clerk' && row.state === 'signed', 'outgoing.only-clerk-sends-back'),
    rule('outgoing.return', role === 'leader' && row.state === 'submitted', 'outgoing.only-signer'),
    scene === 'deputy'
      ? rule('signing.sign', false, 'outgoing.no-authority')
      : rule('signing.sign', role === 'leader' && row.state === 'submitted', 'outgoing.only-signer'),
    rule('secrecy.contain', role === 'clerk', 'secrecy.only-clerk-leader'),
    rule(
      'outgoing.makeCopy',
      role === 'clerk' && (row.state === 'sealed' || row.state === 'dispatched'),
      'outgoing.only-clerk-copies',
    ),
    rule(
      'outgoing.takeNumber',
      role === 'clerk' && row.state === 'signed' && !row.isWaitingForNumber,
      role === 'clerk' ? 'outgoing.waiting-for-number' : 'outgoing.only-clerk-numbers',
    ),
    rule('signing.seal', role === 'clerk' && row.state === 'numbered', 'outgoing.only-clerk-seals'),
    rule(
      'outgoing.void',
      role === 'clerk' && (row.state === 'numbered' || row.state === 'sealed'),
      'outgoing.nothing-to-void',
    ),
    rule('outgoing.issue', role === 'clerk' && row.state === 'sealed', 'outgoing.only-clerk-dispatches'),
    rule(
      'outgoing.issueMore',
      role === 'clerk' && row.state === 'dispatched',
      'outgoing.only-clerk-dispatches',
    ),
  ];
}

export function outgoingOperations(office: Office, outgoing: Map<string, OutgoingDetail>): Operations {
  const wiped: string[] = [];
  const rows = (view: OutgoingView) =>
    [...outgoing.values()]
      .map(({ row }) => row)
      .filter((row) => view === 'all' || (view === 'notTaken' ? row.notTakenCount > 0 : row.state === view));
  const toState =
    (state: OutgoingState, more: Partial<OutgoingRow> = {}) =>
    ({ documentId }: { documentId: string }) => {
      const detail = outgoing.get(documentId);
      if (!detail) throw new Refused('outgoing.not-found');
      outgoing.set(documentId, {
        ...detail,
        row: { ...detail.row, state, ...more },
        document: { ...detail.document, state },
      });
      office.announce({ type: 'changed', areas: ['outgoing'] });
      return performed();
    };
  const withSecret =
    (state: OutgoingState) => (input: { documentId: string; secret?: string | undefined }) => {
      if (input.secret !== 'dung') throw new Refused('key.wrong-passphrase');
      return toState(state)(input);
    };
  return {
    'outgoing.list': ({ view, ...rest }) => page(rows(view), rest),
    'outgoing.countViews': () => Object.fromEntries(outgoingViews.map((view) => [view, rows(view).length])),
    'outgoing.get': ({ documentId }) => {
      const detail = outgoing.get(documentId);
      if (!detail) throw new Refused('outgoing.not-found');
      return { ...detail, allowed: allowedOf(detail, office.scene) };
    },
    'outgoing.draft': ({ documentId, fields, main }) => {
      const [sample] = outgoing.values();
      if (!sample) throw new Refused('outgoing.not-found');
      outgoing.set(documentId, {
        ...sample,
        row: { ...sample.row, ...fields, documentId, state: 'draft', sync: 'waiting' },
        document: { ...sample.document, ...fields, file: main?.file },
        files: main ? [{ file: main.file, isHere: true, verdict: 'unsigned' }] : [],
      });
      office.announce({ type: 'changed', areas: ['outgoing'] });
      return performed();
    },
    'secrecy.contain': ({ of }) => {
      wiped.push(of.id);
      office.announce({ type: 'changed', areas: ['outgoing', 'secrecy'] });
      return performed();
    },
    'secrecy.listWiped': () => wiped,
    'outgoing.makeCopy': ({ documentId, form, source, main }) => {
      const [sample] = outgoing.values();
      if (!sample) throw new Refused('outgoing.not-found');
      const { dueOn: _due, ...row } = sample.row;
      const copied = { typeName: copyTypeName(form), subject: 'Bản sao vừa lập', state: 'signed' as const };
      outgoing.set(documentId, {
        ...sample,
        row: { ...row, ...copied, documentId, reference: `…/${copyNotation(form, 'UBND')}`, sync: 'waiting' },
        document: { ...sample.document, ...copied, file: main.file, copy: { form, of: source } },
        files: [{ file: main.file, isHere: true, verdict: 'unsigned' }],
      });
      office.announce({ type: 'changed', areas: ['outgoing'] });
      return performed();
    },
    'outgoing.revise': ({ documentId }) => toState('draft')({ documentId }),
    'outgoing.attach': () => performed(),
    'outgoing.submitForSignature': toState('submitted'),
    'outgoing.return': toState('returned'),
    'signing.sign': withSecret('signed'),
    'outgoing.takeNumber': ({ documentId }) => {
      toState('signed', { isWaitingForNumber: true, sync: 'waiting' })({ documentId });
      return { ...performed(), outcome: 'waiting' };
    },
    'signing.seal': withSecret('sealed'),
    'outgoing.issue': toState('dispatched'),
    'outgoing.issueMore': () => performed(),
    'outgoing.resend': () => performed(),
    'outgoing.void': ({ documentId, reason }) => {
      const performedNow = toState('void')({ documentId });
      const detail = outgoing.get(documentId);
      if (detail)
        outgoing.set(documentId, {
          ...detail,
          document: { ...detail.document, voided: voidedWith(reason) },
          voidedBy: person(0),
        });
      return performedNow;
    },
    'outgoing.check': ({ documentId }) =>
      documentId === uuid(3000)
        ? [
            { code: 'check.margin.left', clause: 'I.3', detail: { mm: 25 } },
            { code: 'check.missing.kept', clause: 'II.9.a', detail: {} },
          ]
        : [],
    'outgoing.compareVersions': () => ({
      parts: [
        { kind: 'same', text: 'Báo cáo trước' },
        { kind: 'removed', text: 'ngày 15 tháng 11' },
        { kind: 'added', text: 'ngày 20 tháng 11' },
      ],
      isCoarse: false,
    }),
    'outgoing.suggestFields': () => ({
      codeNotation: 'UBND-VP',
      subject: 'Báo cáo kết quả gửi, nhận văn bản điện tử quý IV',
      recipientsText: 'Sở Kinh tế số',
    }),
    'signing.listKeys': () => [
      {
        keyId: 'person-1',
        role: 'person',
        subject: 'Phạm Văn Thạo',
        issuer: 'CA mẫu cấp 2',
        notAfter: '2027-06-25T00:00:00.000Z',
        isRegistered: true,
        holder: { kind: 'file' },
      },
      {
        keyId: 'agency-1',
        role: 'agency',
        subject: 'UBND xã Vân Khánh Thượng',
        issuer: 'CA mẫu cấp 2',
        notAfter: '2027-06-25T00:00:00.000Z',
        isRegistered: true,
        holder: { kind: 'file' },
      },
    ],
  };
}
