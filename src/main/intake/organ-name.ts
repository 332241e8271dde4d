import { fold } from '../../shared/text/fold.ts';

/** Words with which the name of an agency begins; a line that begins with none goes on from the line before. */
const beginnings = [
  'uy ban nhan dan',
  'ubnd',
  'hoi dong nhan dan',
  'hdnd',
  'van phong',
  'so',
  'ban',
  'phong',
  'chi cuc',
  'cuc',
  'tong cuc',
  'trung tam',
  'bo',
  'truong',
  'benh vien',
  'cong an',
  'thanh tra',
  'vien',
  'toa an',
  'kho bac',
  'bao hiem',
  'thue',
  'hai quan',
  'tinh uy',
  'huyen uy',
  'thanh uy',
  'dang uy',
  'tinh doan',
  'hoi',
  'lien doan',
  'mat tran',
  'uy ban mttq',
  'tram',
  'quy',
  'doan',
  'ngan hang',
  'cong ty',
  'chinh phu',
  'thu tuong',
  'quoc hoi',
  'vien kiem sat',
  'dai',
  'bao',
  'hat',
  'to',
  'buu dien',
]; // prettier-ignore

/** Names of places follow these, each of their words with a capital. */
const placeLevels = ['tỉnh', 'thành phố', 'huyện', 'thị xã', 'thị trấn', 'quận', 'xã', 'phường'];
/** After these words, and after a comma, the next name begins with a capital: Sở Văn hóa, Thể thao và Du lịch. */
const kinds = [
  'sở',
  'phòng',
  'ban',
  'cục',
  'chi cục',
  'tổng cục',
  'trung tâm',
  'bộ',
  'trường',
  'bệnh viện',
  'viện',
  'thanh tra',
  'và',
  'đảng ủy',
  'công an',
  'văn phòng',
]; // prettier-ignore

/** Whether a line begins as the name of an agency does. */
export const beginsOrgan = (line: string): boolean => {
  const folded = fold(line).trim();
  return beginnings.some((each) => folded === each || folded.startsWith(`${each} `));
};

/**
 * The issuing agency from the lines at the left of a paper's head: the body above it stands first, then the agency itself, each perhaps on several lines (NĐ
 * 30/2020 annex I, box 2). Capitals become the usual writing; a guess that the clerk sees before it counts.
 */
export function organFrom(lines: readonly string[]): string | undefined {
  const names: string[] = [];
  for (const line of lines.map((each) => each.trim()).filter((each) => /\p{L}{2}/u.test(each))) {
    const last = names.at(-1);
    if (last === undefined || (beginsOrgan(line) && !endsOpen(last))) names.push(line);
    else names[names.length - 1] = `${last} ${line}`;
  }
  const name = names.at(-1);
  return name === undefined ? undefined : inUsualWriting(name.replace(/\s+/g, ' ')).slice(0, 200);
}

/** "BAN QUẢN LÝ" or "VÀ" cannot end a name: the next line belongs to it even when it begins like one. */
const endsOpen = (name: string): boolean =>
  /(?:\bva|,|\bcua|\bban quan ly|\bban chi dao)$/.test(fold(name).trim());

function inUsualWriting(name: string): string {
  if (name !== name.toLocaleUpperCase('vi')) return name;
  const words = name.toLocaleLowerCase('vi').split(' ');
  let isPlace = false;
  return words
    .map((word, index) => {
      const [before, twoBefore] = [
        words[index - 1] ?? '',
        `${words[index - 2] ?? ''} ${words[index - 1] ?? ''}`,
      ];
      if (word === 'ubnd' || word === 'hđnd' || word === 'mttq') return word.toLocaleUpperCase('vi');
      const beginsPlace = placeLevels.includes(before) || placeLevels.includes(twoBefore);
      const isLevel = placeLevels.includes(word) || placeLevels.includes(`${word} ${words[index + 1] ?? ''}`);
      isPlace = beginsPlace || (isPlace && !isLevel && word !== 'và');
      const isCommittee = twoBefore === 'ủy ban' || twoBefore === 'uỷ ban';
      const beginsName = index === 0 || (kinds.includes(before) && !isCommittee) || before.endsWith(',');
      if (isLevel && index > 0) return word;
      if (placeLevels.some((level) => level.endsWith(` ${word}`) && level.startsWith(before))) return word;
      return isPlace || (beginsName && word !== 'và') ? capitalised(word) : word;
    })
    .join(' ');
}

const capitalised = (word: string): string => word.charAt(0).toLocaleUpperCase('vi') + word.slice(1);
