/** What stands on a paper by the models of NĐ 30/2020 annexes I and III; `{…}` is filled with the draft's fields, dots are for its drafter. */
export const COUNTRY = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

export const paperParts = {
  /** II.3c: the number is given later; its blank is where it will stand. */
  number: 'Số:            /{codeNotation}',
  /** II.4c; the day is given with the number. */
  date: '{place}, ngày       tháng       năm {year}',
  about: 'V/v {subject}',
  receivers: 'Nơi nhận:',
  grounds: ['Căn cứ …………………………………………;', 'Theo đề nghị của ……………………………… .'],
} as const;

export const PAPER_BLANK = '…………………………';
const TEXT_BLANK = '………………………………………………./.';

type PaperText = {
  /** Whom it goes to, before its text. */
  readonly to?: string;
  /** Behind the grounds, in the middle. */
  readonly resolved?: string;
  readonly lines: readonly string[];
};

/** The text of each model (annex III, II), as far as the decree prints it. */
export const paperTexts = {
  resolution: { resolved: 'QUYẾT NGHỊ:', lines: [TEXT_BLANK] },
  decision: {
    resolved: 'QUYẾT ĐỊNH:',
    lines: [
      'Điều 1. …………………………………………',
      'Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.',
      'Điều 3. ………………………… chịu trách nhiệm thi hành Quyết định này./.',
    ],
  },
  named: { lines: [TEXT_BLANK] },
  letter: { to: 'Kính gửi: {addressee}', lines: [TEXT_BLANK] },
  telegram: { to: '{agencyTitle} điện: {addressee}', lines: [TEXT_BLANK] },
  invitation: {
    lines: [
      '{agencyTitle} trân trọng kính mời: {addressee}',
      'Tới dự …………………………………………',
      'Chủ trì: …………………………………………',
      'Thời gian: …………………………………………',
      'Địa điểm: …………………………………………./.',
    ],
  },
  introduction: {
    lines: [
      '{agencyTitle} trân trọng giới thiệu:',
      'Ông (bà): …………………………………………',
      'Chức vụ: …………………………………………',
      'Được cử đến: {addressee}',
      'Về việc: {subject}',
      'Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.',
      'Giấy này có giá trị đến hết ngày ……………………./.',
    ],
  },
  minutes: {
    lines: [
      'Thời gian bắt đầu: …………………………………………',
      'Địa điểm: …………………………………………',
      'Thành phần tham dự: …………………………………………',
      'Chủ trì (chủ tọa): …………………………………………',
      'Thư ký (người ghi biên bản): …………………………………………',
      'Nội dung: …………………………………………',
      'Cuộc họp kết thúc vào …… giờ ……, ngày …… tháng …… năm ………./.',
    ],
  },
  leave: {
    lines: [
      'Xét Đơn đề nghị nghỉ phép ngày ……………… của ông (bà) ………………',
      '{agencyTitle} cấp cho:',
      'Ông (bà): …………………………………………',
      'Chức vụ: …………………………………………',
      'Được nghỉ phép trong thời gian ………… kể từ ngày ………… đến hết ngày ………… tại …………………',
      'Số ngày nghỉ phép nêu trên được tính vào thời gian ……………………./.',
    ],
  },
} as const satisfies Record<string, PaperText>;
/** Which model of annex III a type is laid out by: 1.1, 1.2, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.10. */
export type PaperForm = keyof typeof paperTexts;
export const paperForms = Object.keys(paperTexts) as readonly PaperForm[];
export const textOf = (form: PaperForm): PaperText => paperTexts[form];

/** Types with a model of their own, by abbreviation; the others have the one of papers with a name (1.4). */
export const ownForms: Readonly<Record<string, PaperForm>> = {
  NQ: 'resolution',
  QĐ: 'decision',
  CĐ: 'telegram',
  GM: 'invitation',
  GGT: 'introduction',
  BB: 'minutes',
  GNP: 'leave',
};

/** The words over a copy (annex I part II, II.1a). */
export const copyTitles = { 'sao-y': 'SAO Y', 'sao-luc': 'SAO LỤC', 'trich-sao': 'TRÍCH SAO' } as const;

/** One spelling for names that the decree itself spells in two. */
export const inOneSpelling = (text: string): string =>
  text.normalize('NFC').trim().toLocaleLowerCase('vi').replaceAll('uỷ', 'ủy').replaceAll('thoả', 'thỏa');

/** "Ủy ban nhân dân xã Mẫu" signs as "ỦY BAN NHÂN DÂN": the collective, without its place (the model of annex I part I, V.7). */
export function collectiveOf(agencyName: string): string {
  const name = inOneSpelling(agencyName);
  if (/^(?:ủy ban nhân dân|ubnd)(?=\s|$)/u.test(name)) return 'Ủy ban nhân dân';
  return /^(?:hội đồng nhân dân|hđnd)(?=\s|$)/u.test(name) ? 'Hội đồng nhân dân' : agencyName;
}

/** "V/v" stands on a letter's page already. */
export const withoutAbout = (subject: string): string => subject.replace(/^v\/v\s+/iu, '');

/** How the parts are recognised on a page, however they are spelt. */
export const onPaper = {
  country: /CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM/u,
  motto: /Độc\s+lập\s+[-–]\s+Tự\s+do\s+[-–]\s+Hạnh\s+phúc/u,
  number: /(?:^|\s)Số\s*:/u,
  date: /ngày[\s.…_\d]*tháng[\s.…_\d]*năm/u,
  dateStated: /ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*\d{4}/u,
  about: /V\/v\s/u,
  to: /Kính\s+gửi/u,
  receivers: /Nơi\s+nhận\s*:/u,
  kept: /Lưu\s*:?\s*VT/u,
  end: /\.\/\./u,
  blank: /…{4,}|\.{8,}|_{8,}/u,
} as const;
/** What many wrote into a letter's symbol, and the decree does not have. */
export const LETTER_ABBREVIATION = /(?:^|[-/])CV(?:[-/]|$)/u;

/** What a check of a draft says, by finding. The clause of NĐ 30/2020 stands beside it. */
export const checkWords = {
  'check.title': 'Kiểm tra trước khi trình: {count} điểm cần xem',
  'check.clause': 'Phụ lục I, mục {clause}',
  'check.paper': 'Khổ giấy không phải A4 ({width} × {height} mm).',
  'check.margin.top': 'Lề trên {mm} mm; quy định 20–25 mm.',
  'check.margin.bottom': 'Lề dưới {mm} mm; quy định 20–25 mm.',
  'check.margin.left': 'Lề trái {mm} mm; quy định 30–35 mm.',
  'check.margin.right': 'Lề phải {mm} mm; quy định 15–20 mm.',
  'check.font': 'Có phông chữ {font}; quy định Times New Roman.',
  'check.size': 'Cỡ chữ nội dung {size}; quy định 13–14.',
  'check.missing.country': 'Không thấy Quốc hiệu.',
  'check.missing.motto': 'Không thấy Tiêu ngữ.',
  'check.missing.number': 'Không thấy dòng Số.',
  'check.missing.date': 'Không thấy địa danh, ngày tháng năm.',
  'check.missing.receivers': 'Không thấy Nơi nhận.',
  'check.missing.kept': 'Nơi nhận chưa ghi nơi lưu (Lưu: VT).',
  'check.missing.about': 'Công văn chưa có trích yếu (V/v) dưới số, ký hiệu.',
  'check.missing.to': 'Công văn chưa có Kính gửi.',
  'check.missing.typeName': 'Không thấy tên loại {type} viết hoa.',
  'check.missing.signer': 'Không thấy họ tên người ký {name}.',
  'check.order': 'Các thành phần không theo thứ tự quy định.',
  'check.date.zero': 'Ngày nhỏ hơn 10 và tháng 1, 2 phải có số 0 phía trước.',
  'check.notation.shape': 'Ký hiệu {notation} có khoảng trắng hoặc gạch sai; dùng "/" và "-" liền chữ.',
  'check.notation.type': 'Ký hiệu {notation} không bắt đầu bằng {abbreviation} của loại {type}.',
  'check.notation.letter': 'Ký hiệu công văn không có chữ CV: tên cơ quan, gạch nối, tên đơn vị soạn.',
  'check.notation.other': 'Ký hiệu công văn đang mang chữ viết tắt của loại {type}.',
  'check.blank': 'Còn chỗ để trống (dấu chấm) trong nội dung.',
} as const;
