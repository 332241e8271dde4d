/** ToUnicode character maps (ISO 32000-2 §9.10.3): written for our subsets, read to draw with a font that a file already has. */
const ENTRIES_PER_BLOCK_MAX = 100;
export const TO_UNICODE_BYTES_MAX = 1024 * 1024;
export const TO_UNICODE_ENTRIES_MAX = 65_536;

const utf16Hex = (codePoint: number): string =>
  Array.from(String.fromCodePoint(codePoint).split(''), (unit) =>
    unit.charCodeAt(0).toString(16).padStart(4, '0'),
  ).join('');

/** From code point → two-byte code, as a CMap. Made from our own letters, never from what a font library remembers of them. */
export function writeToUnicode(codes: ReadonlyMap<number, number>): Uint8Array {
  const rows = [...codes].map(
    ([codePoint, code]) => `<${code.toString(16).padStart(4, '0')}> <${utf16Hex(codePoint)}>`,
  );
  const blocks: string[] = [];
  for (let at = 0; at < rows.length; at += ENTRIES_PER_BLOCK_MAX) {
    const block = rows.slice(at, at + ENTRIES_PER_BLOCK_MAX);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return Buffer.from(
    `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n` +
      `/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n` +
      `/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\n` +
      `endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`,
  );
}

const BLOCK = /begin(bfchar|bfrange)([\s\S]*?)end\1/g;
const PAIR = /<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4,8})>/g;
const RANGE = /<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*(?:<([0-9a-fA-F]{4,8})>|\[([^\]]*)\])/g;

function codePointOf(hex: string): number | undefined {
  const text = String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
  const [first, ...rest] = text;
  return rest.length === 0 ? first?.codePointAt(0) : undefined;
}

function* pairsOf(kind: string, body: string): Generator<readonly [number | undefined, number]> {
  if (kind === 'bfchar') {
    for (const [, code = '', text = ''] of body.matchAll(PAIR))
      yield [codePointOf(text), Number.parseInt(code, 16)];
    return;
  }
  for (const [, from = '', to = '', start, list = ''] of body.matchAll(RANGE)) {
    const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    const listed = list.match(/[0-9a-fA-F]{4,8}/g) ?? [];
    const base = start === undefined ? undefined : codePointOf(start);
    for (let code = first; code <= last; code++) {
      yield [base === undefined ? codePointOf(listed[code - first] ?? '') : base + code - first, code];
    }
  }
}

/** Code point → two-byte code of a ToUnicode CMap with two-byte codes; letters that stand for several are left out. */
export function readToUnicode(bytes: Uint8Array): ReadonlyMap<number, number> {
  const codes = new Map<number, number>();
  if (bytes.length > TO_UNICODE_BYTES_MAX) return codes;
  for (const [, kind = '', body = ''] of Buffer.from(bytes).toString('latin1').matchAll(BLOCK)) {
    for (const [codePoint, code] of pairsOf(kind, body)) {
      if (codes.size >= TO_UNICODE_ENTRIES_MAX) return codes;
      if (codePoint !== undefined && !codes.has(codePoint)) codes.set(codePoint, code);
    }
  }
  return codes;
}
