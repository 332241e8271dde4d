import { assert } from '../../shared/assert.ts';

/**
 * A TrueType font as far as embedding needs it. Own reader instead of a layout library: Vietnamese letters are single glyphs after
 * NFC, so nothing is to be shaped, and a subset costs a tenth. It reads only fonts that we ship: a fault in one is a bug.
 */
export type TrueTypeFont = {
  readonly postScriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly box: readonly [number, number, number, number];
  /** 0 when the font lacks the letter. */
  readonly glyphOf: (codePoint: number) => number;
  /** In font units. */
  readonly advanceOf: (glyph: number) => number;
  /** A font file of these glyphs, renumbered in the given order; the components of composite glyphs follow them. */
  readonly subset: (glyphs: readonly number[]) => Uint8Array;
};

type Tables = ReadonlyMap<string, DataView>;

const SFNT_TRUE_TYPE = 0x00010000;
const CAP_HEIGHT_PER_ASCENT = 0.75;
const OS2_CAP_HEIGHT = 88;

function readTables(bytes: Uint8Array): Tables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  assert(view.getUint32(0) === SFNT_TRUE_TYPE, 'a font we ship has TrueType outlines');
  const tables = new Map<string, DataView>();
  for (let index = 0, at = 12; index < view.getUint16(4); index++, at += 16) {
    const tag = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
    tables.set(
      tag,
      new DataView(bytes.buffer, bytes.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)),
    );
  }
  return tables;
}

function tableOf(tables: Tables, tag: string): DataView {
  const table = tables.get(tag);
  assert(table, `a font we ship has a ${tag} table`);
  return table;
}

/** Format 12 (Unicode, 32 bits) when there, else format 4 (Unicode BMP). */
function readCharacterMap(cmap: DataView): (codePoint: number) => number {
  const offsets = new Map<number, number>();
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const offset = cmap.getUint32(4 + index * 8 + 4);
    offsets.set(cmap.getUint16(offset), offset);
  }
  const at = offsets.get(4);
  assert(at !== undefined, 'a font we ship maps the Basic Multilingual Plane');
  const segments = cmap.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const ranges = deltas + segments * 2;
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    for (let index = 0; index < segments; index++) {
      if (cmap.getUint16(ends + index * 2) < codePoint) continue;
      const start = cmap.getUint16(starts + index * 2);
      if (start > codePoint) return 0;
      const range = cmap.getUint16(ranges + index * 2);
      const delta = cmap.getUint16(deltas + index * 2);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = cmap.getUint16(ranges + index * 2 + range + (codePoint - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function readPostScriptName(name: DataView): string {
  const strings = name.getUint16(4);
  for (let index = 0, at = 6; index < name.getUint16(2); index++, at += 12) {
    const isPostScript = name.getUint16(at + 6) === 6 && name.getUint16(at) === 3;
    if (!isPostScript) continue;
    const start = name.byteOffset + strings + name.getUint16(at + 10);
    return Buffer.from(name.buffer.slice(start, start + name.getUint16(at + 8)))
      .swap16()
      .toString('utf16le');
  }
  return 'Embedded';
}

/** Reads a TrueType font file. Throws an assertion on anything but a well-made one. */
export function readTrueType(bytes: Uint8Array): TrueTypeFont {
  const tables = readTables(bytes);
  const [head, hhea, hmtx] = [tableOf(tables, 'head'), tableOf(tables, 'hhea'), tableOf(tables, 'hmtx')];
  const os2 = tables.get('OS/2');
  const ascent = hhea.getInt16(4);
  const hasCapHeight = os2 !== undefined && os2.getUint16(0) >= 2 && os2.byteLength > OS2_CAP_HEIGHT + 1;
  const metrics = hhea.getUint16(34);
  const advanceOf = (glyph: number): number => hmtx.getUint16(Math.min(glyph, metrics - 1) * 4);
  return {
    postScriptName: readPostScriptName(tableOf(tables, 'name')),
    unitsPerEm: head.getUint16(18),
    ascent,
    descent: hhea.getInt16(6),
    // Without a stated height some writers put NaN here, which only a strict checker notices.
    capHeight: (hasCapHeight && os2.getInt16(OS2_CAP_HEIGHT)) || Math.round(ascent * CAP_HEIGHT_PER_ASCENT),
    italicAngle: tableOf(tables, 'post').getInt32(4) / 65536,
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    glyphOf: readCharacterMap(tableOf(tables, 'cmap')),
    advanceOf,
    subset: (glyphs) => makeSubset(tables, glyphs, advanceOf),
  };
}

const COMPONENT = { words: 1, scale: 8, more: 32, xyScale: 64, matrix: 128, instructions: 256 } as const;

type Component = { readonly at: number; readonly glyph: number; readonly flags: number };

/** The parts of a composite glyph, and where they end. */
function componentsOf(glyph: DataView): { readonly parts: readonly Component[]; readonly end: number } {
  const parts: Component[] = [];
  for (let at = 10, flags: number = COMPONENT.more; flags & COMPONENT.more; ) {
    flags = glyph.getUint16(at);
    parts.push({ at, glyph: glyph.getUint16(at + 2), flags });
    at += flags & COMPONENT.words ? 8 : 6;
    at += flags & COMPONENT.matrix ? 8 : flags & COMPONENT.xyScale ? 4 : flags & COMPONENT.scale ? 2 : 0;
    if (!(flags & COMPONENT.more)) return { parts, end: at };
  }
  return { parts, end: glyph.byteLength };
}

function outlineOf(tables: Tables, glyph: number): DataView {
  const [glyf, loca] = [tableOf(tables, 'glyf'), tableOf(tables, 'loca')];
  const isLong = tableOf(tables, 'head').getInt16(50) === 1;
  const at = (index: number) => (isLong ? loca.getUint32(index * 4) : loca.getUint16(index * 2) * 2);
  return new DataView(glyf.buffer, glyf.byteOffset + at(glyph), at(glyph + 1) - at(glyph));
}

/** An outline without its hinting program, its components renumbered. Viewers hint for themselves, and the file halves. */
function bareOutline(outline: DataView, renumbered: (glyph: number) => number): Uint8Array {
  const bytes = new Uint8Array(outline.buffer, outline.byteOffset, outline.byteLength);
  if (bytes.length === 0) return bytes;
  const contours = outline.getInt16(0);
  if (contours >= 0) {
    const programAt = 10 + contours * 2;
    const rest = bytes.subarray(programAt + 2 + outline.getUint16(programAt));
    return Buffer.concat([bytes.subarray(0, programAt), Uint8Array.of(0, 0), rest]);
  }
  const { parts, end } = componentsOf(outline);
  const bare = Uint8Array.from(bytes.subarray(0, end));
  const view = new DataView(bare.buffer);
  for (const { at, glyph, flags } of parts) {
    view.setUint16(at, flags & ~COMPONENT.instructions);
    view.setUint16(at + 2, renumbered(glyph));
  }
  return bare;
}

const GLYPHS_MAX = 4096;

function withComponents(tables: Tables, glyphs: readonly number[]): readonly number[] {
  const all = [...new Set([0, ...glyphs])];
  for (let index = 0; index < all.length; index++) {
    const outline = outlineOf(tables, all[index] ?? 0);
    if (outline.byteLength === 0 || outline.getInt16(0) >= 0) continue;
    for (const { glyph } of componentsOf(outline).parts) if (!all.includes(glyph)) all.push(glyph);
    assert(all.length <= GLYPHS_MAX, 'a subset is small');
  }
  return all;
}

function makeSubset(
  tables: Tables,
  glyphs: readonly number[],
  advanceOf: (glyph: number) => number,
): Uint8Array {
  const kept = withComponents(tables, glyphs);
  const numbers = new Map(kept.map((glyph, index) => [glyph, index]));
  const outlines = kept.map((glyph) => bareOutline(outlineOf(tables, glyph), (old) => numbers.get(old) ?? 0));
  const loca = new DataView(new ArrayBuffer((kept.length + 1) * 4));
  const hmtx = new DataView(new ArrayBuffer(kept.length * 4));
  const source = tableOf(tables, 'hmtx');
  const metrics = tableOf(tables, 'hhea').getUint16(34);
  let end = 0;
  const padded = outlines.map((outline, index) => {
    loca.setUint32(index * 4, end);
    const glyph = kept[index] ?? 0;
    hmtx.setUint16(index * 4, advanceOf(glyph));
    hmtx.setInt16(index * 4 + 2, glyph < metrics ? source.getInt16(glyph * 4 + 2) : 0);
    const room = new Uint8Array(Math.ceil(outline.length / 4) * 4);
    room.set(outline);
    end += room.length;
    return room;
  });
  loca.setUint32(kept.length * 4, end);
  const copyOf = (tag: string) => {
    const { buffer, byteOffset, byteLength } = tableOf(tables, tag);
    return new DataView(buffer.slice(byteOffset, byteOffset + byteLength));
  };
  const [head, hhea, maxp] = [copyOf('head'), copyOf('hhea'), copyOf('maxp')];
  head.setUint32(8, 0);
  head.setInt16(50, 1);
  hhea.setUint16(34, kept.length);
  maxp.setUint16(4, kept.length);
  return writeFont(
    new Map<string, Uint8Array>([
      ['glyf', Buffer.concat(padded)],
      ['head', bytesOf(head)],
      ['hhea', bytesOf(hhea)],
      ['hmtx', bytesOf(hmtx)],
      ['loca', bytesOf(loca)],
      ['maxp', bytesOf(maxp)],
    ]),
  );
}

const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
    sum = (sum + ((a << 24) | (b << 16) | (c << 8) | d)) >>> 0;
  }
  return sum;
}

/** The table directory and the tables behind it, each on a four-byte boundary. */
function writeFont(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.size));
  const header = new DataView(new ArrayBuffer(12 + tables.size * 16));
  header.setUint32(0, SFNT_TRUE_TYPE);
  header.setUint16(4, tables.size);
  header.setUint16(6, power * 16);
  header.setUint16(8, Math.log2(power));
  header.setUint16(10, (tables.size - power) * 16);
  const parts: Uint8Array[] = [bytesOf(header)];
  let offset = header.byteLength;
  [...tables].forEach(([tag, bytes], index) => {
    const at = 12 + index * 16;
    for (let letter = 0; letter < 4; letter++) header.setUint8(at + letter, tag.charCodeAt(letter));
    header.setUint32(at + 4, checksum(bytes));
    header.setUint32(at + 8, offset);
    header.setUint32(at + 12, bytes.length);
    const room = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    room.set(bytes);
    parts.push(room);
    offset += room.length;
  });
  return Buffer.concat(parts);
}
