/** Windows refuses these in a name; the rest of the range is control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for.
const refused = /[<>:"/\\|?*\u0000-\u001f\u007f]/g;
/** Names of devices, refused with any extension. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;
/** With a folder before it the whole path stays under Windows' 240 usable characters. */
export const FILE_NAME_LENGTH_MAX = 120;
/** Linux counts bytes, 255 to a name, and a Vietnamese letter has up to three; what is written beside a file until it is whole adds some fifty. */
const FILE_NAME_BYTES_MAX = 200;

/**
 * A name that Windows, and every archive, can keep: refused characters become "-", no dot or space at the end, no device name, at most
 * 120 characters and 200 bytes with the extension kept. Empty input gives `fallback`.
 */
export function safeFileName(name: string, fallback = 'van-ban.pdf'): string {
  const cleaned = name
    .normalize('NFC')
    .replace(refused, '-')
    .replace(/\s+/g, ' ')
    .replace(/-{2,}/g, '-')
    .trim();
  const dot = cleaned.lastIndexOf('.');
  const extension = dot > 0 && cleaned.length - dot <= 10 ? cleaned.slice(dot).trimEnd() : '';
  const whole = extension === '' ? cleaned : cleaned.slice(0, dot);
  const cut = cutBetweenLetters(whole, FILE_NAME_LENGTH_MAX - extension.length);
  const stem = cutToBytes(cut, FILE_NAME_BYTES_MAX - bytesOf(extension)).replace(/^[. ]+|[. ]+$/g, '');
  if (stem === '') return fallback;
  const kept = devices.test(stem) ? `${stem}-` : stem;
  return `${kept}${extension === '.' ? '' : extension}`;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** The longest beginning of whole letters that is at most so many bytes in UTF-8. */
function cutToBytes(text: string, bytesMax: number): string {
  let kept = text;
  while (bytesOf(kept) > bytesMax) kept = cutBetweenLetters(kept, kept.length - 1);
  return kept;
}

const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });
/** A letter with more marks than this is no letter; the cut then falls inside it. */
const LETTER_LENGTH_MAX = 64;

/** At most `length` code units, never half of a letter with its marks. */
export function cutBetweenLetters(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = 0;
  for (const { index, segment } of letters.segment(text.slice(0, length + LETTER_LENGTH_MAX))) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
