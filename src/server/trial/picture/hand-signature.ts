import { type Seeded, seeded } from '../seeded.ts';
import { type Ink, makeInk, type Point } from './ink.ts';

const WIDTH = 640;
const HEIGHT = 280;
/** Blue of a signature (NĐ 30, Phụ lục I, mục II.7.d: màu xanh, nền trong suốt). */
const BLUE = [26, 62, 168] as const;
const PEN = 3.6;
const STEPS_PER_PIECE = 140;

/** An invented signature as PNG: a capital's loop, a run of small waves, a closing stroke. The same name gives the same picture. */
export function drawHandSignature(name: string): Uint8Array {
  const random = seeded(`chữ ký ${name}`);
  const ink = makeInk(WIDTH, HEIGHT);
  stroke(ink, [...capital(random), ...waves(random), ...tail(random)]);
  stroke(ink, flourish(random));
  return ink.png(BLUE);
}

const scaled = (points: readonly Point[]): Point[] => points.map(([x, y]) => [x * WIDTH, y * HEIGHT]);
const jitter = (random: Seeded, size: number) => (random.next() - 0.5) * size;

function capital(random: Seeded): Point[] {
  const lean = jitter(random, 0.05);
  return scaled([
    [0.1 + lean, 0.44],
    [0.2 + lean, 0.12 + jitter(random, 0.06)],
    [0.27 + lean, 0.2],
    [0.17 + lean, 0.66],
    [0.1, 0.84 + jitter(random, 0.08)],
    [0.06, 0.68],
    [0.2, 0.5],
    [0.31, 0.42 + jitter(random, 0.06)],
  ]);
}

function waves(random: Seeded): Point[] {
  const count = random.between(4, 6);
  const step = 0.42 / count;
  const points: Point[] = [];
  for (let index = 0; index < count; index++) {
    const x = 0.33 + index * step;
    const height = (0.2 - index * 0.022) * (0.75 + random.next() * 0.6);
    // Some waves reach up like h, k or l and lean forward.
    const tall = random.next() < 0.3 ? 0.2 : 0;
    points.push([x + step * 0.3, 0.56 - height - tall], [x + step * 0.36, 0.62 + jitter(random, 0.05)]);
    points.push([x + step * 0.72, 0.6 + jitter(random, 0.04)]);
  }
  return scaled(points);
}

function tail(random: Seeded): Point[] {
  return scaled([
    [0.8, 0.42 + jitter(random, 0.1)],
    [0.86, 0.58],
    [0.93, 0.46 + jitter(random, 0.08)],
    [0.985, 0.34 + jitter(random, 0.1)],
  ]);
}

function flourish(random: Seeded): Point[] {
  const y = 0.76 + jitter(random, 0.06);
  return scaled([
    [0.9, y - 0.14],
    [0.6, y - 0.02],
    [0.3, y + 0.06],
    [0.22, y + 0.12],
    [0.45, y + 0.08],
    [0.78, y - 0.02 + jitter(random, 0.06)],
  ]);
}

/** A smooth pen line through the points: thin at its ends and upwards, thick downwards. */
function stroke(ink: Ink, points: readonly Point[]): void {
  const pieces = points.length - 1;
  for (let piece = 0; piece < pieces; piece++) {
    for (let step = 0; step < STEPS_PER_PIECE; step++) {
      const t = step / STEPS_PER_PIECE;
      const [x, y] = onCurve(points, piece, t);
      const [nextX, nextY] = onCurve(points, piece, t + 1 / STEPS_PER_PIECE);
      const length = Math.hypot(nextX - x, nextY - y) || 1;
      const down = (nextY - y) / length;
      const along = (piece + t) / pieces;
      const taper = Math.min(1, along * 12, (1 - along) * 7);
      ink.dot(x, y, PEN * (0.62 + 0.38 * down) * (0.35 + 0.65 * taper));
    }
  }
}

/** Catmull-Rom: passes through every point with a steady direction. */
function onCurve(points: readonly Point[], piece: number, t: number): Point {
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  const [before, from, to, after] = [at(piece - 1), at(piece), at(piece + 1), at(piece + 2)];
  const blend = (a: number, b: number, c: number, d: number) =>
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
  return [blend(before[0], from[0], to[0], after[0]), blend(before[1], from[1], to[1], after[1])];
}
