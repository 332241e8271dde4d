export type Component = {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  readonly table: number;
};
export type Frame = {
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
};

/** What the segments before a scan have told. */
export type Tables = {
  readonly huffman: Map<number, HuffmanTable>;
  /** The first step of each quantisation table: that of the mean of a block. */
  readonly steps: Map<number, number>;
  frame: Frame | undefined;
  restartEvery: number;
};

const TABLES = 0xc4;
const QUANTISATION = 0xdb;
const RESTARTS = 0xdd;

/** The codes of a Huffman table by their length (T.81 annex C): the last code of each length, and where its symbols begin. */
export type HuffmanTable = {
  readonly last: Int32Array;
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
};

const CODE_BITS_MAX = 16;

/** Undefined where the counts ask for more codes than there are. */
function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable | undefined {
  const last = new Int32Array(CODE_BITS_MAX + 1).fill(-1);
  const offset = new Int32Array(CODE_BITS_MAX + 1);
  let code = 0;
  let taken = 0;
  for (let bits = 1; bits <= CODE_BITS_MAX; bits++) {
    const count = counts[bits - 1] ?? 0;
    offset[bits] = taken - code;
    code += count;
    taken += count;
    if (code > 1 << bits) return undefined;
    if (count > 0) last[bits] = code - 1;
    code <<= 1;
  }
  return { last, offset, symbols };
}

/** Takes what a segment says; `unread` where the coding is another one. */
export function takeSegment(marker: number, segment: Uint8Array, tables: Tables): string | undefined {
  switch (marker) {
    case TABLES:
      return takeHuffman(segment, tables);
    case QUANTISATION:
      return takeSteps(segment, tables);
    case RESTARTS:
      tables.restartEvery = ((segment[0] ?? 0) << 8) | (segment[1] ?? 0);
      return undefined;
    case 0xc0:
    case 0xc1:
      return takeFrame(segment, tables);
  }
  // The other starts of a frame; 0xc8 and 0xcc are none.
  return marker >= 0xc2 && marker <= 0xcf ? 'unread' : undefined;
}

function takeHuffman(segment: Uint8Array, { huffman }: Tables): string | undefined {
  let at = 0;
  while (at < segment.length) {
    const kind = segment[at] ?? 0;
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, each) => sum + each, 0);
    const symbols = segment.subarray(at + 17, at + 17 + total);
    const table =
      counts.length === 16 && symbols.length === total ? huffmanTable(counts, symbols) : undefined;
    if (!table || (kind & 0xee) > 2 || total > 256) return 'a picture with a broken table';
    huffman.set(kind, table);
    at += 17 + total;
  }
  return undefined;
}

function takeSteps(segment: Uint8Array, { steps }: Tables): string | undefined {
  let at = 0;
  while (at < segment.length) {
    const kind = segment[at] ?? 0;
    const isWide = kind >> 4 === 1;
    const size = isWide ? 128 : 64;
    const values = segment.subarray(at + 1, at + 1 + size);
    if (kind >> 4 > 1 || values.length < size) return 'a picture with a broken table';
    const first = isWide ? ((values[0] ?? 0) << 8) | (values[1] ?? 0) : (values[0] ?? 0);
    if (first === 0 || (!isWide && values.includes(0))) return 'a picture with a broken table';
    steps.set(kind & 15, first);
    at += 1 + size;
  }
  return undefined;
}

function takeFrame(segment: Uint8Array, tables: Tables): string | undefined {
  const [precision = 0, high = 0, low = 0, wide = 0, narrow = 0, count = 0] = segment;
  if (tables.frame || segment.length !== 6 + 3 * count || count < 1 || count > 4)
    return 'a picture with a broken frame';
  const height = (high << 8) | low;
  // Twelve bits, or a height that is told behind the scan: not what an office scans.
  if (precision !== 8 || height === 0) return 'unread';
  const components = Array.from({ length: count }, (_, index): Component => {
    const [id = 0, sampling = 0, table = 0] = segment.subarray(6 + 3 * index);
    return { id, across: sampling >> 4, down: sampling & 15, table };
  });
  if (components.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4))
    return 'a picture with a broken frame';
  tables.frame = { width: (wide << 8) | narrow, height, components };
  return undefined;
}
