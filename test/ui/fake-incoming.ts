import type { IncomingDetail, IncomingRow } from '../../src/shared/contract/incoming.ts';
import type { RowVerdict } from '../../src/shared/contract/shapes.ts';
import {
  AgencyId,
  AttachmentId,
  DeliveryId,
  IncomingId,
  Instant,
  LocalDate,
  MessageId,
  RequestId,
  Sha256,
  type Urgency,
} from '../../src/shared/domain/core/values.ts';
import type { Incoming, IncomingState } from '../../src/shared/domain/incoming/incoming.ts';
import { paperFile } from './fake-papers.ts';
import { agencyId, person, uuid } from './fake-people.ts';
import { GIVEN_BACK, givenBack } from './fake-recalled.ts';
import { RECORDED, recordedHere, sharesOf } from './fake-shares.ts';

type Seed = {
  readonly state?: IncomingState;
  readonly number?: number;
  readonly day: string;
  readonly organ: string;
  readonly reference: string;
  readonly subject: string;
  readonly urgency?: Urgency;
  readonly due?: string;
  readonly verdict?: RowVerdict;
  readonly files?: number;
  readonly holder?: number;
  readonly unread?: boolean;
  readonly sync?: IncomingRow['sync'];
  readonly isHere?: boolean;
  readonly source?: 'file' | 'paper' | 'exchange';
  readonly isElsewhere?: boolean;
  readonly isCarried?: boolean;
  readonly corrected?: number;
  readonly flagged?: boolean;
  readonly sentBack?: boolean;
};

const long500 =
  'Về việc tăng cường công tác phòng, chống thiên tai, tìm kiếm cứu nạn, ứng phó với mưa lớn, lũ quét, sạt lở đất và bảo đảm an toàn hồ đập, đê điều, công trình thủy lợi, hệ thống điện, thông tin liên lạc, giao thông trên địa bàn các xã vùng cao, biên giới của tỉnh trong mùa mưa bão năm 2026 và những tháng đầu năm 2027; đồng thời rà soát phương án sơ tán dân cư, dự trữ lương thực, thuốc men, vật tư thiết yếu, lực lượng xung kích tại chỗ, chế độ trực ban, thông tin báo cáo theo quy định của pháp luật hiện hành ẰẲẴẶ ỀỄỆ';

/** As it comes from another province. */
const fromElsewhere: Incoming['exchange'] = {
  messageId: MessageId.parse(uuid(900_001)),
  deliveryId: DeliveryId.parse(uuid(900_002)),
  senderAgencyId: AgencyId.parse(uuid(900_003)),
  senderCode: 'H14.05',
  via: 'truc',
};

/** As a clerk carried it in from a file. */
const carried: Incoming['carried'] = {
  packageSha256: Sha256.parse('c'.repeat(64)),
  senderCode: 'H14.07',
  documentCode: 'H14.07,2026/11/18,310/CCTL',
};

const seeds: readonly Seed[] = [
  {
    state: 'arrived',
    day: '2026-11-23',
    organ: 'Sở Kinh tế số',
    reference: '412/SKTS-CĐS',
    subject: 'Rà soát, báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV năm 2026',
    urgency: 'express',
    due: '2026-11-25',
    files: 3,
    unread: true,
    source: 'exchange',
    isElsewhere: true,
  },
  {
    state: 'arrived',
    day: '2026-11-23',
    organ: 'Ban Dân tộc miền núi Lam Giang',
    reference: '96/BDTMN',
    subject: 'Đề nghị rà soát danh sách người có uy tín năm 2027',
    verdict: 'indeterminate',
    unread: true,
    source: 'exchange',
    isHere: false,
  },
  {
    state: 'arrived',
    day: '2026-11-23',
    organ: 'UBND tỉnh Lam Giang',
    reference: '3318/UBND-NN',
    subject: long500,
    urgency: 'urgent',
    due: '2026-11-23',
    files: 3,
    unread: true,
    source: 'exchange',
  },
  {
    state: 'arrived',
    day: '2026-11-22',
    organ: 'UBND xã An Lĩnh Bắc',
    reference: '58/UBND-VP',
    subject: 'Phối hợp xác minh ranh giới đất rừng phòng hộ Khe Ỡm',
    verdict: 'invalid',
    due: '2026-11-20',
    source: 'exchange',
  },
  {
    state: 'arrived',
    day: '2026-11-20',
    organ: 'Đoàn thanh tra liên ngành an toàn thực phẩm tỉnh Lam Giang và các huyện miền núi phía Bắc',
    reference: '07/TB-ĐTTLN',
    subject: 'Thông báo kế hoạch kiểm tra',
    verdict: 'unsigned',
    source: 'file',
    sync: 'waiting',
  },
  {
    state: 'registered',
    number: 1206,
    day: '2026-11-23',
    organ: 'Sở Kinh tế số',
    reference: '405/SKTS-TTra',
    subject: 'Thông báo kết luận kiểm tra an toàn thông tin',
    due: '2026-11-25',
    files: 2,
    holder: 0,
    unread: true,
    urgency: 'express',
  },
  {
    state: 'registered',
    number: 1205,
    day: '2026-11-23',
    organ: 'Trung tâm Lưu trữ số Lam Giang',
    reference: '141/TTLTS',
    subject: 'Hướng dẫn nộp lưu hồ sơ điện tử đợt 2 năm 2026',
    due: '2026-12-02',
    files: 4,
    holder: 0,
    corrected: 1,
    flagged: true,
  },
  {
    state: 'registered',
    number: 1204,
    sentBack: true,
    day: '2026-11-20',
    organ: 'Cơ quan trên',
    reference: '12/GM-UBND',
    subject: 'Giấy mời họp bàn giao hạ tầng viễn thông',
    verdict: 'paper',
    files: 0,
    holder: 0,
    source: 'paper',
  },
  {
    state: 'assigned',
    number: 1203,
    day: '2026-11-20',
    organ: 'Sở Hạ tầng nông thôn',
    reference: '2207/SHTNT',
    subject: 'Cho ý kiến dự thảo Đề án cấp nước sạch tập trung giai đoạn 2027–2030',
    due: '2026-11-27',
    files: 2,
    holder: 2,
    sync: 'refused',
  },
  {
    state: 'assigned',
    number: 1202,
    day: '2026-11-19',
    organ: 'Chi cục Thủy lợi Bắc Lam',
    reference: '310/CCTL',
    subject: 'Kiểm tra an toàn hồ đập trước mùa mưa năm 2027',
    isCarried: true,
    due: '2026-11-29',
    holder: 2,
    files: 2,
  },
  {
    state: 'in-progress',
    number: 1201,
    day: '2026-11-19',
    organ: 'Đảng ủy xã Vân Khánh Thượng',
    reference: '77-CV/ĐU',
    subject: 'Chuẩn bị nội dung hội nghị tổng kết năm',
    holder: 2,
  },
  {
    state: 'done',
    number: 1200,
    day: '2026-11-18',
    organ: 'Sở Giáo dục số',
    reference: '1874/SGDS',
    subject: 'Tập huấn kỹ năng số cho giáo viên vùng Đặng Lễ',
    holder: 3,
  },
  {
    state: 'refused',
    day: '2026-11-18',
    organ: 'UBND xã Thạch Khê Nam',
    reference: '66/UBND',
    subject: 'Trao đổi kinh nghiệm xây dựng thôn thông minh',
    holder: 3,
  },
];

const many: readonly Seed[] = Array.from({ length: 1500 }, (_, index) => ({
  state: 'done' as const,
  number: 1190 - index > 0 ? 1190 - index : 1,
  day: new Date(Date.UTC(2026, 10, 17) - index * 6 * 3_600_000).toISOString().slice(0, 10),
  organ:
    ['Sở Kinh tế số', 'Ban Quản lý chợ Hạ Kỳ', 'UBND xã An Lĩnh Bắc', 'Trung tâm Nước sạch'][index % 4] ?? '',
  reference: `${String(2000 - index)}/CV-${String(index % 7)}`,
  subject:
    [
      'Báo cáo công tác phòng cháy, chữa cháy',
      'Kế hoạch xét nghiệm mẫu nước',
      'Rà soát biển báo trên đường liên xã',
    ][index % 3] ?? '',
  verdict: (['valid', 'valid', 'indeterminate'] as const)[index % 3] ?? 'valid',
  holder: index % 5,
}));

const at = (text: string) => Instant.parse(text);

export async function makeIncoming(): Promise<Map<string, IncomingDetail>> {
  const details = new Map<string, IncomingDetail>();
  const shared = await paperFile({
    organName: 'Sở Kinh tế số',
    reference: '1/MẪU',
    subject: 'Báo cáo công tác tháng',
    urgency: 'normal',
  });
  for (const [index, seed] of [...seeds, ...many].entries()) {
    const isSample = index < seeds.length;
    const file =
      isSample && seed.source !== 'paper'
        ? await paperFile({
            organName: seed.organ,
            reference: seed.reference,
            subject: seed.subject,
            urgency: seed.urgency ?? 'normal',
          })
        : shared;
    const detail = detailOf(index, seed, file);
    details.set(uuid(1000 + index), index === GIVEN_BACK ? givenBack(detail) : detail);
  }
  return details;
}

/** Whoever has it, has it until it is done or over. */
const isHeld = (state: IncomingState): boolean =>
  state === 'registered' || state === 'assigned' || state === 'in-progress';

function detailOf(index: number, seed: Seed, file: Awaited<ReturnType<typeof paperFile>>): IncomingDetail {
  const documentId = IncomingId.parse(uuid(1000 + index));
  const state = seed.state ?? 'registered';
  const fileCount = seed.files ?? 1;
  const [codeNumber = '', ...notation] = seed.reference.split('/');
  const row: IncomingRow = {
    documentId,
    state,
    ...(seed.number !== undefined && { arrivalNumber: seed.number }),
    arrivedOn: LocalDate.parse(seed.day),
    organName: seed.organ,
    reference: seed.reference,
    subject: seed.subject,
    typeName: 'Công văn',
    urgency: seed.urgency ?? 'normal',
    issuedOn: LocalDate.parse('2026-11-20'),
    ...(seed.due && { dueOn: LocalDate.parse(seed.due) }),
    verdict: seed.verdict ?? 'valid',
    fileCount,
    ...(seed.isHere === false && { isFileAway: true }),
    correctionCount: seed.corrected ?? 0,
    ...(seed.holder !== undefined && isHeld(state) && { holder: person(seed.holder) }),
    isRead: seed.unread !== true,
    ...(seed.flagged && { isFlagged: true }),
    ...(seed.sentBack && { isSentBack: true }),
    sync: seed.sync ?? 'synced',
  };
  const isHere = seed.isHere ?? true;
  const isDirected = state === 'assigned' || state === 'in-progress' || state === 'done';
  return {
    row,
    document: {
      v: 1,
      agencyId,
      state,
      source: seed.source ?? 'exchange',
      typeName: 'Công văn',
      codeNumber,
      codeNotation: notation.join('/'),
      issuedOn: LocalDate.parse('2026-11-20'),
      organName: seed.organ,
      subject: seed.subject,
      urgency: row.urgency,
      signerName: 'Trịnh Thái Hòa',
      signerPosition: 'Phó Giám đốc',
      ...(row.dueOn && { dueOn: row.dueOn }),
      ...(fileCount > 0 && { file }),
      attachmentCount: Math.max(0, fileCount - 1),
      correctionCount: row.correctionCount,
      arrivedOn: row.arrivedOn,
      ...(row.arrivalNumber && { arrivalNumber: row.arrivalNumber }),
      ...(isDirected && { leadId: person(2).officialId }),
      ...(seed.isElsewhere && { exchange: fromElsewhere }),
      ...(seed.isCarried && { carried }),
      ...(state === 'refused' && { refusedReason: 'Gửi nhầm cơ quan' }),
      ...requestOf(index),
      ...(index === RECORDED && { recorded: recordedHere }),
    },
    hanging: [],
    hangingWork: [],
    files:
      fileCount === 0
        ? []
        : [
            { file, isHere, verdict: row.verdict },
            ...Array.from({ length: fileCount - 1 }, (_, n) => ({
              attachmentId: AttachmentId.parse(uuid(500_000 + index * 10 + n)),
              file: {
                ...file,
                name: `Phụ lục ${String(n + 1)} kèm theo ${seed.reference.replaceAll('/', '-')}.pdf`,
              },
              isHere: n === 0,
              verdict: 'unsigned' as const,
            })),
          ],
    ...sharesOf(index, isDirected, row.dueOn),
    corrections:
      row.correctionCount > 0
        ? [
            {
              field: 'codeNotation',
              oldValue: 'TTLT',
              newValue: 'TTLTS',
              reason: 'Ghi thiếu chữ khi vào sổ',
              by: person(0),
              doneAt: at('2026-11-23T01:20:00.000Z'),
            },
          ]
        : [],
    timeline: [
      { step: 'arrived', at: at('2026-11-23T00:58:00.000Z'), state: 'done', text: seed.organ },
      {
        step: 'registered',
        state: state === 'arrived' ? 'current' : 'done',
        ...(state !== 'arrived' && { at: row.arrivedOn, by: person(0), text: String(seed.number ?? '') }),
      },
      {
        step: 'directed',
        state: isDirected ? 'done' : state === 'registered' ? 'current' : 'to-come',
        ...(isDirected && { by: person(1), at: at('2026-11-20T08:10:00.000Z') }),
      },
      {
        step: 'started',
        state: state === 'assigned' ? 'current' : isDirected ? 'done' : 'to-come',
        ...(isDirected && { by: person(2) }),
      },
      {
        step: 'finished',
        state: state === 'done' ? 'done' : state === 'in-progress' ? 'current' : 'to-come',
      },
    ],
    allowed: [],
  };
}

/** One document is asked back, one corrects another. */
const requestOf = (index: number) =>
  index === 11
    ? {
        recall: {
          requestId: RequestId.parse(uuid(700_000)),
          reason: 'Sai số liệu tại biểu 02, sẽ gửi bản thay thế',
          askedAt: at('2026-11-23T02:00:00.000Z'),
        },
      }
    : index === 4
      ? {
          amends: {
            how: 'update' as const,
            reference: '1203/STC-QLNS',
            documentId: IncomingId.parse(uuid(1011)),
            requestId: RequestId.parse(uuid(700_001)),
          },
        }
      : {};
