import { glyphOutlines } from '../paper/fonts.ts';
import { type Ink, makeInk, type Point } from './ink.ts';

const SIDE = 600;
const CENTRE = SIDE / 2;
const RED = [206, 22, 32] as const;
const OUTER = 291;
const INNER = 192;

/** Words of a seal: `upper` runs along the top (the agency above), `lower` along the foot, `centre` stands under the star. */
export type SealWords = { readonly upper: string; readonly lower: string };

/**
 * A round red seal as PNG, marked MẪU in its middle so that it cannot pass for a real one (NĐ 30, Phụ lục I, mục II.8.a: red, real
 * size, transparent).
 */
export function drawSealPicture({ upper, lower }: SealWords): Uint8Array {
  const ink = makeInk(SIDE, SIDE);
  ink.ring(CENTRE, CENTRE, OUTER - 4, 9);
  ink.ring(CENTRE, CENTRE, OUTER - 16, 3);
  ink.ring(CENTRE, CENTRE, INNER, 4);
  ink.fill([star(CENTRE, CENTRE - 24, 88)]);
  for (const angle of [203, 337]) {
    const radians = (angle * Math.PI) / 180;
    const radius = (OUTER - 18 + INNER) / 2;
    ink.fill([star(CENTRE + radius * Math.cos(radians), CENTRE - radius * Math.sin(radians), 17)]);
  }
  along(ink, upper.toLocaleUpperCase('vi'), { size: 54, arcMax: 184, isUpper: true });
  along(ink, lower.toLocaleUpperCase('vi'), { size: 42, arcMax: 96, isUpper: false });
  straight(ink, 'MẪU', 78, CENTRE + 135);
  return ink.png(RED);
}

function star(x: number, y: number, radius: number): Point[] {
  return Array.from({ length: 10 }, (_, index): Point => {
    const reach = index % 2 === 0 ? radius : radius * 0.382;
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
}

type Arc = { readonly size: number; readonly arcMax: number; readonly isUpper: boolean };

/** Between the rims, and how far a capital's middle stands from its baseline, in sizes. */
const RIM_MIDDLE = (OUTER - 18 + INNER) / 2;
const CAPITAL_MIDDLE = 0.35;
/** Letters inside a curve crowd each other at their heads, so the lower arc is set wider. */
const TRACKING = { upper: 0.03, lower: 0.1 } as const;

/** Letters along a circle, standing on it (upper) or hanging inside it (lower); squeezed when the words are longer than the arc. */
function along(ink: Ink, text: string, { size, arcMax, isUpper }: Arc): void {
  const { glyphs, advance } = glyphOutlines(text, 'bold');
  const tracking = isUpper ? TRACKING.upper : TRACKING.lower;
  const natural = advance + tracking * (glyphs.length - 1);
  const room = (arcMax / 180) * Math.PI * RIM_MIDDLE;
  const points = Math.min(size, room / natural);
  const radius = RIM_MIDDLE + (isUpper ? -1 : 1) * CAPITAL_MIDDLE * points;
  for (const [index, { outlines, at, width }] of glyphs.entries()) {
    const angle = ((at + tracking * index + (width - natural) / 2) * points) / radius;
    const place = ([x, y]: Point): Point => {
      // About the letter's middle, y upwards from the baseline.
      const [dx, dy] = [(x - width / 2) * points, y * points];
      const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
      if (isUpper) return [CENTRE + (radius + dy) * sin + dx * cos, CENTRE - (radius + dy) * cos + dx * sin];
      return [CENTRE + (radius - dy) * sin + dx * cos, CENTRE + (radius - dy) * cos - dx * sin];
    };
    ink.fill(outlines.map((outline) => outline.map(place)));
  }
}

function straight(ink: Ink, text: string, size: number, baseline: number): void {
  const { glyphs, advance } = glyphOutlines(text, 'bold');
  for (const { outlines, at } of glyphs) {
    const left = CENTRE - (advance * size) / 2 + at * size;
    ink.fill(
      outlines.map((outline) => outline.map(([x, y]): Point => [left + x * size, baseline - y * size])),
    );
  }
}
