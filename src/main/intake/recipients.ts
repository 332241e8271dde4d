/** Lines looked at after "Kính gửi" or "Nơi nhận"; a longer list is a list of its own, kept elsewhere. */
const LINES_MAX = 40;
export const RECIPIENT_NAMES_MAX = 50;

const bullet = /^\s*[-–+•*]\s*/u;
const addressed = /^\s*Kính gửi\s*:?\s*/iu;
const received = /^\s*Nơi nhận\s*:?\s*/iu;
const asAbove = /^Như trên/iu;
/** "Như Điều 3" names persons by a decision's own words, "Lưu: VT" the copy that stays. */
const namesNobody = /^(?:Như\s|Lưu)/iu;

/**
 * Whom a paper names, in its own words: the names of "Nơi nhận" (NĐ 30/2020 annex I, box 9b), and before them those of "Kính gửi" (box 9a) where it says
 * "Như trên" or is missing. `text`: a line a row, a tab between columns, a form feed between pages.
 */
export function recipientsFrom(text: string): readonly string[] {
  const lines = text.normalize('NFC').split(/[\n\f]/);
  const below = namesAfter(
    lines.map((line) => line.split('\t', 1)[0] ?? ''),
    received,
    'last',
  );
  const isAbove = below.length === 0 || below.some((name) => asAbove.test(name));
  const above = isAbove ? namesAfter(lines, addressed, 'first') : [];
  return [...new Set([...above, ...below])]
    .filter((name) => !namesNobody.test(name))
    .slice(0, RECIPIENT_NAMES_MAX);
}

/** The names in a draft's own field, where they stand one after another. */
export const recipientsIn = (typed: string): readonly string[] => recipientsFrom(`Nơi nhận: ${typed}`);

/** What may be several names on one line: "Sở Nội vụ, Sở Tài chính và UBND tỉnh". A comma may stand inside a name, too. */
export const partsOfName = (name: string): readonly string[] =>
  name.split(/,| và /u).map((part) => part.trim());

/** The names on the line of the word, or listed under it, each behind a dash and perhaps on two lines. */
function namesAfter(lines: readonly string[], word: RegExp, which: 'first' | 'last'): readonly string[] {
  const isHead = (line: string): boolean => word.test(line);
  const at = which === 'first' ? lines.findIndex(isHead) : lines.findLastIndex(isHead);
  if (at < 0) return [];
  const names = [(lines[at] ?? '').replace(word, '').trim()];
  for (const line of lines.slice(at + 1, at + 1 + LINES_MAX)) {
    const last = names.at(-1) ?? '';
    if (bullet.test(line)) names.push(line.replace(bullet, '').trim());
    else if (goesOn(last, line)) names[names.length - 1] = `${last} ${line.trim()}`;
    else if (which === 'first' || line.trim() === '') break;
  }
  return names
    .flatMap((name) => name.split(';'))
    .map((name) =>
      name
        .replace(/\([^)]*\)/gu, '')
        .replace(/[\s.,:]+$/u, '')
        .trim(),
    )
    .filter((name) => name !== '');
}

/** A name goes on in small letters, or with the place that its last word announces; a title in capitals or the body's first line does not belong to it. */
const goesOn = (name: string, line: string): boolean =>
  !/[;.]$/u.test(name) &&
  (/^\s*\p{Ll}/u.test(line) ||
    (/(?:,|\s(?:tỉnh|thành phố|xã|phường|và))$/iu.test(name) && /\p{Ll}/u.test(line)));
