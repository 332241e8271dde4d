import type { Block } from '../paper/paper.ts';
import type { Seeded } from '../seeded.ts';
import type { DocumentType } from './document-type.ts';
import type { Topic } from './topic.ts';
import { addDays, shortDate } from './working-day.ts';

/** What fills the places of a topic's texts. */
export type Values = Readonly<
  Record<'year' | 'lastYear' | 'quarter' | 'month' | 'lastMonth' | 'commune' | 'due' | 'start', string>
>;

const COMMUNES = ['An Lĩnh Bắc', 'Tân Sơn Hạ', 'Khe Trầu', 'Vân Khánh Thượng'];
const QUARTERS = ['I', 'II', 'III', 'IV'];

export function valuesFor(issuedOn: string, dueOn: string | undefined, random: Seeded): Values {
  const [year = '', month = ''] = issuedOn.split('-');
  return {
    year,
    lastYear: String(Number(year) - 1),
    month: String(Number(month)),
    lastMonth: String(((Number(month) + 10) % 12) + 1),
    quarter: QUARTERS[Math.ceil(Number(month) / 3) - 1] ?? 'I',
    commune: random.pick(COMMUNES),
    due: shortDate(dueOn ?? addDays(issuedOn, 10)),
    start: shortDate(issuedOn).slice(0, 5),
  };
}

/** Fills `{name}` places. */
export function fillPlaces(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    name in values ? values[name as keyof Values] : place,
  );
}

/** Who writes, in the words that a text uses of itself. */
export type Voice = {
  readonly agency: string;
  /** Who decides in a decision: the head by title, or the body. */
  readonly decider: string;
  readonly hasAnnex: boolean;
  readonly dueOn?: string;
};

type Writing = {
  readonly topic: Topic;
  readonly detail: readonly string[];
  readonly about: string;
  readonly voice: Voice;
  readonly values: Values;
  readonly random: Seeded;
};

/** The body of a document on `topic`: opening, what it says, closing, laid out as its type wants (NĐ 30, Phụ lục III, mục II). */
export function composeBody(topic: Topic, values: Values, voice: Voice, random: Seeded): Block[] {
  const detail = topic.detail.map((text) => fillPlaces(text, values));
  const writing = { topic, detail, about: fillPlaces(topic.about, values), voice, values, random };
  return layouts[layoutOf(topic.type)](writing);
}

type Layout =
  | 'letter'
  | 'decision'
  | 'plan'
  | 'report'
  | 'invitation'
  | 'minutes'
  | 'introduction'
  | 'thanks';

const LAYOUTS: Partial<Record<DocumentType, Layout>> = {
  'quyet-dinh': 'decision',
  'nghi-quyet': 'decision',
  'ke-hoach': 'plan',
  'chuong-trinh': 'plan',
  'phuong-an': 'plan',
  'de-an': 'plan',
  'du-an': 'plan',
  'quy-che': 'plan',
  'huong-dan': 'plan',
  'bao-cao': 'report',
  'giay-moi': 'invitation',
  'bien-ban': 'minutes',
  'giay-gioi-thieu': 'introduction',
  'thu-cong': 'thanks',
};

const layoutOf = (type: DocumentType): Layout => LAYOUTS[type] ?? 'letter';

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const article = (lead: string, text: string): Block => ({ kind: 'article', lead, text });

function basis({ random, about, values }: Writing): string {
  const kind = random.pick(['Kế hoạch|KH', 'Chỉ thị|CT', 'Quyết định|QĐ', 'Chương trình|CTr']);
  const [name = '', abbreviation = ''] = kind.split('|');
  const day = String(random.between(3, 27)).padStart(2, '0');
  const month = random.between(1, 6);
  const shownMonth = month <= 2 ? `0${String(month)}` : String(month);
  const number = random.between(12, 240);
  return `${name} số ${String(number)}/${abbreviation}-UBND ngày ${day} tháng ${shownMonth} năm ${values.year} của Ủy ban nhân dân tỉnh Lam Giang về ${about}`;
}

function opening(writing: Writing): string {
  const { voice, about, random } = writing;
  return random.pick([
    `Thực hiện ${basis(writing)}, ${voice.agency} thông tin, đề nghị một số nội dung như sau:`,
    `Căn cứ ${basis(writing)}; xét tình hình thực tế trên địa bàn, ${voice.agency} có ý kiến như sau:`,
    `Để triển khai kịp thời, đồng bộ nhiệm vụ về ${about}, trên cơ sở ${basis(writing)}, ${voice.agency} đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:`,
  ]);
}

function deadline({ voice, random }: Writing): string {
  if (voice.dueOn === undefined) return random.pick(CLOSINGS_WITHOUT_DATE);
  const day = shortDate(voice.dueOn);
  const way = random.pick([
    'qua hệ thống quản lý văn bản và điều hành',
    'bằng văn bản điện tử có ký số',
    'qua trục liên thông văn bản của tỉnh',
  ]);
  return `Kết quả thực hiện gửi về ${voice.agency} ${way} trước 16 giờ 00 ngày ${day} để tổng hợp, báo cáo cấp có thẩm quyền theo quy định.`;
}

const CLOSINGS_WITHOUT_DATE = [
  'Đề nghị các cơ quan, đơn vị nghiên cứu, tổ chức thực hiện bảo đảm hiệu quả, tiết kiệm và đúng quy định.',
  'Các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thực hiện nội dung nêu trên.',
  'Nội dung này được công khai và lưu hồ sơ theo quy định.',
];

const LAST_WORDS = [
  'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn, giải quyết.',
  'Đề nghị các cơ quan, đơn vị quan tâm phối hợp, thực hiện.',
  'Quá trình triển khai, các đơn vị chủ động phối hợp, tháo gỡ khó khăn và thông tin kịp thời những vấn đề phát sinh.',
];

const annexNote = ({ voice }: Writing): Block[] =>
  voice.hasAnnex ? [paragraph('(Chi tiết có Phụ lục, tài liệu kèm theo).')] : [];

const layouts: Readonly<Record<Layout, (writing: Writing) => Block[]>> = {
  letter: (writing) => [
    paragraph(opening(writing)),
    ...writing.detail.map((text, index) =>
      paragraph(writing.detail.length > 1 ? `${String(index + 1)}. ${text}` : text),
    ),
    ...annexNote(writing),
    paragraph(deadline(writing)),
    paragraph(writing.random.pick(LAST_WORDS)),
  ],
  decision: (writing) => {
    const { topic, voice } = writing;
    const isResolution = topic.type === 'nghi-quyet';
    const clauses = [
      ...writing.detail,
      ...(isResolution
        ? []
        : [
            'Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Thủ trưởng các cơ quan, đơn vị và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.',
          ]),
    ];
    return [
      { kind: 'centred', text: voice.decider.toLocaleUpperCase('vi') },
      { kind: 'ground', text: 'Căn cứ Luật Tổ chức chính quyền địa phương;' },
      { kind: 'ground', text: `Căn cứ ${basis(writing)};` },
      {
        kind: 'ground',
        text: `Xét đề nghị của bộ phận tham mưu tại Tờ trình số ${String(writing.random.between(11, 98))}/TTr-VP.`,
      },
      { kind: 'centred', text: isResolution ? 'QUYẾT NGHỊ:' : 'QUYẾT ĐỊNH:' },
      ...clauses.map((text, index) => article(`Điều ${String(index + 1)}.`, text)),
    ];
  },
  plan: (writing) => [
    paragraph(`Thực hiện ${basis(writing)}, ${writing.voice.agency} ban hành nội dung sau:`),
    article('I. MỤC ĐÍCH, YÊU CẦU', ''),
    paragraph(
      `1. Cụ thể hóa nhiệm vụ, giải pháp về ${writing.about}; phân công rõ người, rõ việc, rõ thời gian, rõ kết quả.`,
    ),
    paragraph(
      '2. Tổ chức thực hiện nghiêm túc, tiết kiệm, phù hợp điều kiện thực tế; gắn trách nhiệm của người đứng đầu với kết quả thực hiện.',
    ),
    article('II. NỘI DUNG', ''),
    ...writing.detail.map((text, index) => paragraph(`${String(index + 1)}. ${text}`)),
    article('III. TỔ CHỨC THỰC HIỆN', ''),
    ...annexNote(writing),
    paragraph(deadline(writing)),
  ],
  report: (writing) => [
    paragraph(`Thực hiện ${basis(writing)}, ${writing.voice.agency} báo cáo kết quả thực hiện như sau:`),
    article('I. KẾT QUẢ THỰC HIỆN', ''),
    paragraph(`1. ${writing.detail[0] ?? ''}`),
    article('II. KHÓ KHĂN, KIẾN NGHỊ', ''),
    paragraph(`1. ${writing.detail[1] ?? 'Không có khó khăn, vướng mắc lớn phát sinh trong kỳ báo cáo.'}`),
    ...annexNote(writing),
    paragraph(
      `Trên đây là báo cáo của ${writing.voice.agency} về ${writing.about}, kính gửi cơ quan có thẩm quyền theo dõi, chỉ đạo.`,
    ),
  ],
  invitation: (writing) => {
    const { random, voice } = writing;
    const [hour, room] = [
      random.pick(['07 giờ 30', '08 giờ 00', '13 giờ 30', '14 giờ 00']),
      random.between(1, 4),
    ];
    return [
      paragraph(
        `${voice.agency} trân trọng kính mời đại diện lãnh đạo các cơ quan, đơn vị tham dự buổi làm việc với nội dung như sau:`,
      ),
      article('1. Nội dung:', writing.detail[0] ?? ''),
      article('2. Thời gian:', `${hour}, ngày ${writing.values.due} (một buổi).`),
      article(
        '3. Địa điểm:',
        `Phòng họp số ${String(room)}, trụ sở ${voice.agency}; điểm cầu trực tuyến tại trụ sở các xã, phường.`,
      ),
      article(
        '4. Chuẩn bị:',
        'Các đơn vị gửi tài liệu trước một ngày làm việc; đại biểu dự họp đúng thành phần, đúng giờ.',
      ),
      paragraph('Rất mong các đại biểu tham dự đầy đủ để buổi làm việc đạt kết quả.'),
    ];
  },
  minutes: (writing) => [
    article('Thời gian bắt đầu:', `08 giờ 00, ngày ${writing.values.due}.`),
    article('Địa điểm:', `Phòng họp trụ sở ${writing.voice.agency}.`),
    article(
      'Thành phần tham dự:',
      'Đại diện lãnh đạo, công chức chuyên môn của các bên và trưởng thôn liên quan.',
    ),
    paragraph('Nội dung theo diễn biến cuộc họp:'),
    ...writing.detail.map((text, index) => paragraph(`${String(index + 1)}. ${text}`)),
    paragraph(
      'Cuộc họp kết thúc vào 11 giờ 15 cùng ngày; biên bản đã được đọc lại cho các thành viên cùng nghe, thống nhất và ký tên',
    ),
  ],
  introduction: (writing) => [
    paragraph(`${writing.voice.agency} trân trọng giới thiệu:`),
    article('Ông (bà):', `${writing.random.pick(['Quách Thị Nhẫn', 'Lục Văn Khoát', 'Cầm Thanh Mẫn'])}.`),
    article('Được cử đến:', 'Cơ quan, đơn vị có tên tại phần nơi nhận để liên hệ công tác.'),
    ...writing.detail.map(paragraph),
    paragraph(
      `Đề nghị Quý cơ quan tạo điều kiện để người có tên ở trên hoàn thành nhiệm vụ. Giấy này có giá trị đến hết ngày ${writing.values.due}.`,
    ),
  ],
  thanks: (writing) => [
    paragraph('Kính thưa quý cơ quan, tổ chức và các tấm lòng hảo tâm,'),
    ...writing.detail.map(paragraph),
    paragraph('Xin kính chúc quý vị sức khỏe, hạnh phúc và thành công.'),
  ],
};
