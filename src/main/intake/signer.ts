import { fold } from '../../shared/text/fold.ts';

/** Who signs: the words that a title of box 7a contains. */
const titles =
  /\b(?:chu tich|giam doc|bo truong|thu truong|truong|chanh van phong|chanh thanh tra|hieu truong|vien truong|cuc truong|bi thu|tong giam doc|chi huy truong|pho|kt|tm|tl|tuq)\b/;
/** Box 7b: two to six words, each with a capital; a degree or rank may stand before. */
const personalName =
  /^(?:(?:PGS|GS|TS|ThS|BS|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy)\.?\s*)*(\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+){1,5})$/u;
/** Empty room for the signature counts as no line, so the name follows its title closely. */
const DISTANCE_MAX = 4;

type Signer = { readonly signerName?: string; readonly signerPosition?: string };

/** The signer from the lines at the right of a page: a title in capitals, and soon after it a name (NĐ 30/2020 annex I, boxes 7a and 7b). */
export function signerFrom(lines: readonly string[]): Signer {
  for (let at = lines.length - 1; at > 0; at--) {
    const name = personalName.exec(lines[at]?.trim() ?? '')?.[1];
    if (name === undefined) continue;
    const above = lines.slice(Math.max(0, at - DISTANCE_MAX), at).filter(isTitle);
    const title = above.at(-1);
    if (title === undefined) continue;
    return { signerName: name.slice(0, 50), signerPosition: usualTitle(title).slice(0, 100) };
  }
  return {};
}

const isTitle = (line: string): boolean =>
  line === line.toLocaleUpperCase('vi') && titles.test(fold(line)) && !/\d/.test(line);

/** "KT. GIÁM ĐỐC" names in whose place he signs; the title itself stands below it and is what is kept. */
function usualTitle(line: string): string {
  const title = line
    .replace(/^(?:TM|KT|TL|TUQ|Q)\.\s*/u, '')
    .replace(/[()]/g, '')
    .trim()
    .toLocaleLowerCase('vi');
  return title.charAt(0).toLocaleUpperCase('vi') + title.slice(1);
}
