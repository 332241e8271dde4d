import { fold } from '../../text/fold.ts';

/** What papers write for short, folded; each whole word by itself. Data of the province, to be added to. */
const abbreviations: Readonly<Record<string, string>> = {
  ubnd: 'uy ban nhan dan',
  hdnd: 'hoi dong nhan dan',
  ubmttq: 'uy ban mat tran to quoc',
  mttq: 'mat tran to quoc',
  dbqh: 'dai bieu quoc hoi',
  vp: 'van phong',
  tp: 'thanh pho',
  bql: 'ban quan ly',
  bcd: 'ban chi dao',
  bchqs: 'bo chi huy quan su',
  bhxh: 'bao hiem xa hoi',
  kbnn: 'kho bac nha nuoc',
  tand: 'toa an nhan dan',
  vksnd: 'vien kiem sat nhan dan',
  ldld: 'lien doan lao dong',
  kkt: 'khu kinh te',
  kcn: 'khu cong nghiep',
  'kh cn': 'khoa hoc cong nghe',
  khcn: 'khoa hoc cong nghe',
  'gd dt': 'giao duc dao tao',
  gddt: 'giao duc dao tao',
  'nn mt': 'nong nghiep moi truong',
  nnmt: 'nong nghiep moi truong',
  'nn ptnt': 'nong nghiep phat trien nong thon',
  'tn mt': 'tai nguyen moi truong',
  tnmt: 'tai nguyen moi truong',
  'tt tt': 'thong tin truyen thong',
  tttt: 'thong tin truyen thong',
  'kh dt': 'ke hoach dau tu',
  khdt: 'ke hoach dau tu',
  'vh tt dl': 'van hoa the thao du lich',
  vhttdl: 'van hoa the thao du lich',
  'ld tb xh': 'lao dong thuong binh xa hoi',
  ldtbxh: 'lao dong thuong binh xa hoi',
  gtvt: 'giao thong van tai',
  ttpvhcc: 'trung tam phuc vu hanh chinh cong',
  'so tc': 'so tai chinh',
  'so nv': 'so noi vu',
  'so xd': 'so xay dung',
  'so ct': 'so cong thuong',
  'so tp': 'so tu phap',
  'so yt': 'so y te',
};
const short = new RegExp(
  `\\b(?:${Object.keys(abbreviations)
    .sort((a, b) => b.length - a.length)
    .join('|')})\\b`,
  'g',
);

/**
 * One writing of an agency's name, to compare by: folded, abbreviations in full, without punctuation and the word "và". Two names of the same plain name are the same
 * name; nothing here guesses.
 */
export const plainName = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(^| )(?:va )+/g, '$1')
    .trim()
    .replace(short, (found) => abbreviations[found] ?? found);

export type PhraseOfMany = {
  /** How papers name them, plain. */
  readonly says: readonly string[];
  /** With what the plain name of each of them begins. */
  readonly begins: readonly string[];
  /** Whether these beginnings are just those that the phrase means; else the clerk decides. */
  readonly isSure: boolean;
};

const XA = 'uy ban nhan dan xa';
const PHUONG = 'uy ban nhan dan phuong';
const DAC_KHU = 'uy ban nhan dan dac khu';

/** Phrases that mean many agencies of the directory at once. Others ("UBND các huyện cũ") an agency keeps as groups of its own. */
export const phrasesOfMany: readonly PhraseOfMany[] = [
  {
    says: [
      'cac xa phuong',
      'xa phuong',
      'cac phuong xa',
      'cac xa phuong dac khu',
      'uy ban nhan dan cac xa phuong',
      'uy ban nhan dan cac phuong xa',
      'uy ban nhan dan xa phuong',
      'uy ban nhan dan cap xa',
      'uy ban nhan dan cac xa phuong dac khu',
      'uy ban nhan dan cac xa phuong trong tinh',
    ],
    begins: [XA, PHUONG, DAC_KHU],
    isSure: true,
  },
  { says: ['cac xa', 'uy ban nhan dan cac xa'], begins: [XA], isSure: true },
  { says: ['cac phuong', 'uy ban nhan dan cac phuong'], begins: [PHUONG], isSure: true },
  { says: ['cac so', 'cac so thuoc tinh'], begins: ['so'], isSure: true },
  {
    says: ['cac so ban nganh', 'cac so ban nganh cap tinh', 'cac so nganh', 'cac so ban nganh thuoc tinh'],
    begins: ['so', 'ban', 'thanh tra tinh', 'van phong uy ban nhan dan tinh'],
    isSure: false,
  },
];
