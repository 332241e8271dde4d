import type { Budget } from '../pdf/limits.ts';
import type { Component, Frame, HuffmanTable, Tables } from './jpeg-tables.ts';

/** The mean of a block is a brightness: eight times −128 to 127 (T.81 annex A.3.3), rounded by the step. */
const MEAN_MAX = 1024;
const BLOCK_VALUES = 64;

type Scanned = Component & { readonly mean: HuffmanTable; readonly other: HuffmanTable };
type Scan = {
  readonly at: number;
  readonly head: Uint8Array;
  readonly tables: Tables;
  readonly budget: Budget;
};

/** Reads the coded data of one scan at `at`; answers where it ends, or why it does not fit, or undefined where it cannot be read here. */
export function scanFault(bytes: Uint8Array, scan: Scan): number | string | undefined {
  const { frame, restartEvery, steps } = scan.tables;
  if (!frame) return 'a picture without its size';
  const components = componentsOf(scan.head, scan.tables, frame);
  if (typeof components === 'string') return components;
  const bits = bitsOf(bytes, scan.at);
  const units = unitsOf(frame, components);
  const means = components.map(() => 0);
  for (let unit = 0; unit < units.count; unit++) {
    if (restartEvery > 0 && unit > 0 && unit % restartEvery === 0) {
      if (!bits.restart(unit / restartEvery - 1)) return 'a picture whose parts do not fit';
      means.fill(0);
    }
    for (const [index, component] of components.entries()) {
      const step = steps.get(component.table) ?? 1;
      for (let block = 0; block < units.blocksOf(component); block++) {
        const mean = (means[index] ?? 0) + blockMean(bits, component);
        if (Number.isNaN(mean)) return 'a picture with a code that is none';
        // One step more on each side: encoders round, and some do it twice.
        if (Math.abs(mean) * step > MEAN_MAX + 2 * step)
          return 'a picture brighter than white or darker than black';
        means[index] = mean;
      }
    }
    scan.budget.spend(components.length);
  }
  return bits.end() ?? 'a picture that ends elsewhere than its data';
}

function componentsOf(head: Uint8Array, { huffman }: Tables, frame: Frame): readonly Scanned[] | string {
  const count = head[0] ?? 0;
  if (count < 1 || head.length !== 4 + 2 * count) return 'a picture with a broken scan';
  const found: Scanned[] = [];
  for (let index = 0; index < count; index++) {
    const [id, chosen = 0] = head.subarray(1 + 2 * index);
    const component = frame.components.find((each) => each.id === id);
    const mean = huffman.get(chosen >> 4);
    const other = huffman.get(0x10 | (chosen & 15));
    if (!component || !mean || !other) return 'a picture with a broken scan';
    found.push({ ...component, mean, other });
  }
  return found;
}

/** How many units a scan has, and how many blocks of a component are in one (T.81 annex A.2). */
function unitsOf({ width, height, components: all }: Frame, scanned: readonly Scanned[]) {
  const across = Math.max(...all.map((each) => each.across));
  const down = Math.max(...all.map((each) => each.down));
  const [only] = scanned;
  if (scanned.length === 1 && only) {
    const blocks = (size: number, share: number, most: number): number =>
      Math.ceil(Math.ceil((size * share) / most) / 8);
    const count = blocks(width, only.across, across) * blocks(height, only.down, down);
    return { count, blocksOf: () => 1 };
  }
  return {
    count: Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down)),
    blocksOf: (component: Component): number => component.across * component.down,
  };
}

/** By how much a block's mean differs from that of the one before; NaN where the block is none. */
function blockMean(bits: Bits, { mean, other }: Scanned): number {
  const size = bits.symbol(mean);
  if (size < 0 || size > 11) return Number.NaN;
  const raw = bits.take(size);
  for (let value = 1; value < BLOCK_VALUES; value++) {
    const symbol = bits.symbol(other);
    if (symbol < 0) return Number.NaN;
    const length = symbol & 15;
    const zeros = symbol >> 4;
    if (length === 0 && zeros === 0) break;
    if ((length === 0 && zeros !== 15) || length > 10) return Number.NaN;
    value += zeros;
    if (value >= BLOCK_VALUES) return Number.NaN;
    bits.take(length);
  }
  if (size === 0) return 0;
  return raw >= 1 << (size - 1) ? raw : raw - (1 << size) + 1;
}

type Bits = ReturnType<typeof bitsOf>;

/** The bits of coded data, a byte 0 behind each 255 left out (T.81 annex B.1.1.5); behind the data come ones for ever, and `end` says so. */
function bitsOf(bytes: Uint8Array, from: number) {
  let at = from;
  let held = 0;
  let count = 0;
  let isOver = false;
  const fill = (): void => {
    const byte = bytes[at];
    const isMarker = byte === undefined || (byte === 0xff && bytes[at + 1] !== 0);
    if (isMarker) {
      // Some bits beyond the data are read ahead by nobody: whoever asks for them has read wrongly.
      isOver = true;
      held = (held << 1) | 1;
      count++;
      return;
    }
    at += byte === 0xff ? 2 : 1;
    held = ((held & 0xffff) << 8) | byte;
    count += 8;
  };
  const take = (length: number): number => {
    while (count < length) fill();
    count -= length;
    return (held >> count) & ((1 << length) - 1);
  };
  /** Whether what is left of the last byte is filling: all ones, or with some encoders all zeros. */
  const isAligned = (): boolean => {
    if (isOver || count > 7) return false;
    const rest = held & ((1 << count) - 1);
    return rest === 0 || rest === (1 << count) - 1;
  };
  return {
    take,
    symbol({ last, offset, symbols }: HuffmanTable): number {
      let code = 0;
      for (let length = 1; length <= 16; length++) {
        code = (code << 1) | take(1);
        const highest = last[length] ?? -1;
        if (highest >= code) return symbols[code + (offset[length] ?? 0)] ?? -1;
      }
      return -1;
    },
    /** Passes the marker between two parts, each of which ends with a whole byte. */
    restart(number: number): boolean {
      if (!isAligned() || bytes[at] !== 0xff || bytes[at + 1] !== 0xd0 + (number & 7)) return false;
      at += 2;
      held = 0;
      count = 0;
      return true;
    },
    end: (): number | undefined => (isAligned() && bytes[at] === 0xff ? at : undefined),
  };
}
