import { assert } from '../../../shared/assert.ts';
import { encodePng, type Rgb } from './png.ts';

export type Point = readonly [x: number, y: number];

/** A transparent sheet of one colour of ink; x grows to the right, y downwards, in pixels. Overlapping ink does not add up. */
export type Ink = {
  /** A round dot of the pen. */
  readonly dot: (x: number, y: number, radius: number) => void;
  /** A circle's line of the given thickness. */
  readonly ring: (x: number, y: number, radius: number, thickness: number) => void;
  /** Closed outlines, filled by the nonzero winding rule (as fonts are drawn). */
  readonly fill: (outlines: readonly (readonly Point[])[]) => void;
  readonly png: (colour: Rgb) => Uint8Array;
};

const SIDE_MAX = 1200;
/** Each row of pixels is crossed by this many lines; across a row, coverage is exact. */
const SUBROWS = 4;

export function makeInk(width: number, height: number): Ink {
  assert(width <= SIDE_MAX && height <= SIDE_MAX, 'a picture of the trial stays small');
  const alpha = new Float32Array(width * height);
  const put = (column: number, row: number, coverage: number) => {
    const at = row * width + column;
    alpha[at] = Math.max(alpha[at] ?? 0, Math.min(1, coverage));
  };
  const around = (x: number, y: number, reach: number, coverage: (distance: number) => number) => {
    for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++) {
      for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column++) {
        const covered = coverage(Math.hypot(column + 0.5 - x, row + 0.5 - y));
        if (covered > 0) put(column, row, covered);
      }
    }
  };
  return {
    dot: (x, y, radius) => around(x, y, radius + 1, (distance) => radius - distance + 0.5),
    ring: (x, y, radius, thickness) =>
      around(x, y, radius + thickness, (distance) => thickness / 2 - Math.abs(distance - radius) + 0.5),
    fill: (outlines) => fillOutlines(outlines, width, height, put),
    png: (colour) =>
      encodePng(
        Uint8Array.from(alpha, (value) => Math.round(value * 255)),
        width,
        height,
        colour,
      ),
  };
}

function fillOutlines(
  outlines: readonly (readonly Point[])[],
  width: number,
  height: number,
  put: (column: number, row: number, coverage: number) => void,
): void {
  const rows = outlines.flatMap((outline) => outline.map(([, y]) => y));
  const last = Math.min(height, Math.max(...rows));
  for (let row = Math.max(0, Math.floor(Math.min(...rows))); row < last; row++) {
    const coverage = new Float32Array(width);
    for (let sub = 0; sub < SUBROWS; sub++) {
      const y = row + (sub + 0.5) / SUBROWS;
      for (const [from, to] of insideSpans(outlines, y)) addSpan(coverage, from, to);
    }
    coverage.forEach((value, column) => {
      if (value > 0) put(column, row, value / SUBROWS);
    });
  }
}

function insideSpans(outlines: readonly (readonly Point[])[], y: number): [from: number, to: number][] {
  const crossings: { x: number; turn: number }[] = [];
  for (const outline of outlines) {
    outline.forEach(([x1, y1], index) => {
      const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1];
      if (y1 <= y === y2 <= y) return;
      crossings.push({ x: x1 + ((y - y1) / (y2 - y1)) * (x2 - x1), turn: y2 > y1 ? 1 : -1 });
    });
  }
  crossings.sort((a, b) => a.x - b.x);
  const spans: [number, number][] = [];
  let winding = 0;
  let from = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) from = x;
    winding += turn;
    if (winding === 0) spans.push([from, x]);
  }
  return spans;
}

function addSpan(coverage: Float32Array, from: number, to: number): void {
  for (let column = Math.max(0, Math.floor(from)); column < Math.min(coverage.length, to); column++) {
    const covered = Math.min(to, column + 1) - Math.max(from, column);
    coverage[column] = (coverage[column] ?? 0) + covered;
  }
}
