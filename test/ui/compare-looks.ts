import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Drawn } from './draw-looks.ts';

/** So many pixels may differ: the anti-aliasing of a line that fell between two pixels. */
const PIXELS_MAX = 40;

/** What differs between a picture and the one kept of it; where something does, a picture of the difference stands beside it. */
export function differenceFrom(kept: string, picture: string): string | undefined {
  if (!existsSync(kept)) return undefined;
  const [before, after] = [PNG.sync.read(readFileSync(kept)), PNG.sync.read(readFileSync(picture))];
  if (before.width !== after.width || before.height !== after.height)
    return `picture: ${String(after.width)}×${String(after.height)} was ${String(before.width)}×${String(before.height)}`;
  const shown = new PNG({ width: after.width, height: after.height });
  const pixels = pixelmatch(before.data, after.data, shown.data, after.width, after.height, {
    threshold: 0.1,
  });
  if (pixels <= PIXELS_MAX) return undefined;
  writeFileSync(picture.replace(/\.png$/, '.difference.png'), PNG.sync.write(shown));
  return `picture: ${String(pixels)} pixels differ from the kept one`;
}

/** A border that only high contrast draws moves a text by a pixel or two. */
const MOVE_MAX = 2;

/** What a theme moved, added or took away: it may only colour. */
export function movedBetween(light: Drawn, other: Drawn): string | undefined {
  const at = other.boxes.findIndex((box, index) => !isSamePlace(box, light.boxes[index] ?? ''));
  if (at < 0 && light.boxes.length === other.boxes.length) return undefined;
  return `moved: ${other.boxes[at] ?? 'nothing'} stands in light as ${light.boxes[at] ?? 'nothing'}`;
}

function isSamePlace(one: string, two: string): boolean {
  const [a, b] = [one.split(' '), two.split(' ')];
  return (
    a.slice(4).join(' ') === b.slice(4).join(' ') &&
    a.slice(0, 4).every((each, index) => Math.abs(Number(each) - Number(b[index])) <= MOVE_MAX)
  );
}
