import { type PdfDict, pdfDict } from '../pdf/objects.ts';
import { numberText } from '../pdf/serialize.ts';
import { type AddObject, type DrawingFont, embedFont } from './embedded-font.ts';

export type SealTexts = { readonly ring: string; readonly foot: string; readonly centre: readonly string[] };

const RED = '0.83 0.07 0.09';
/** Bezier handles that make a quarter circle. */
const QUARTER = 0.5523;
const RING_LETTERS_MAX = 120;
const CENTRE_LINES_MAX = 4;
/** Degrees that the agency's name may take on the upper arc, the place's on the lower. */
const UPPER_ARC_MAX = 230;
const LOWER_ARC_MAX = 100;

const number = (value: number): string => numberText(Math.round(value * 1000) / 1000);
const numbers = (...values: readonly number[]): string => values.map(number).join(' ');

function circle(x: number, y: number, radius: number): string {
  const k = radius * QUARTER;
  return [
    `${numbers(x + radius, y)} m`,
    `${numbers(x + radius, y + k, x + k, y + radius, x, y + radius)} c`,
    `${numbers(x - k, y + radius, x - radius, y + k, x - radius, y)} c`,
    `${numbers(x - radius, y - k, x - k, y - radius, x, y - radius)} c`,
    `${numbers(x + k, y - radius, x + radius, y - k, x + radius, y)} c s`,
  ].join(' ');
}

/** A five-pointed star: Tinos has no such letter, so it is a path. */
function star(x: number, y: number, radius: number): string {
  const inner = radius * 0.382;
  const corners = Array.from({ length: 10 }, (_, index) => {
    const angle = Math.PI / 2 + (index * Math.PI) / 5;
    const reach = index % 2 === 0 ? radius : inner;
    return numbers(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  });
  return `${corners.map((corner, index) => `${corner} ${index === 0 ? 'm' : 'l'}`).join(' ')} f`;
}

type Arc = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly side: 'upper' | 'lower';
  readonly degreesMax: number;
};

/** Letters along a circle, each turned by its own text matrix; squeezed when the text is longer than its arc. */
function alongArc(font: DrawingFont, text: string, size: number, arc: Arc): string {
  const letters = Array.from(text.normalize('NFC')).slice(0, RING_LETTERS_MAX);
  const room = (arc.degreesMax / 180) * Math.PI * arc.radius;
  const natural = letters.reduce((sum, letter) => sum + font.widthOf(letter, size), 0);
  const points = natural > room ? (size * room) / natural : size;
  const total = Math.min(natural, room);
  const turn = arc.side === 'upper' ? -1 : 1;
  let angle = turn * -(total / arc.radius / 2) + (arc.side === 'upper' ? Math.PI / 2 : -Math.PI / 2);
  const drawn = letters.map((letter) => {
    const half = font.widthOf(letter, points) / 2 / arc.radius;
    const at = angle + turn * half;
    angle = at + turn * half;
    const lean = arc.side === 'upper' ? at - Math.PI / 2 : at + Math.PI / 2;
    const [cos, sin] = [Math.cos(lean), Math.sin(lean)];
    const back = font.widthOf(letter, points) / 2;
    const [x, y] = [
      arc.x + arc.radius * Math.cos(at) - back * cos,
      arc.y + arc.radius * Math.sin(at) - back * sin,
    ];
    return `${numbers(cos, sin, -sin, cos, x, y)} Tm ${font.encode(letter) ?? '<>'} Tj`;
  });
  return `BT /F ${number(points)} Tf ${drawn.join(' ')} ET`;
}

function centreLines(
  font: DrawingFont,
  lines: readonly string[],
  x: number,
  y: number,
  room: number,
): string {
  const shown = lines.slice(0, CENTRE_LINES_MAX).map((line) => line.normalize('NFC'));
  const widest = Math.max(...shown.map((line) => font.widthOf(line, 1)), 0.01);
  const points = Math.min(room / widest, room / (4 * 1.15));
  const top = y + (shown.length * points * 1.15) / 2 - points;
  const rows = shown.map((line, index) => {
    const left = x - font.widthOf(line, points) / 2;
    return `1 0 0 1 ${numbers(left, top - index * points * 1.15)} Tm ${font.encode(line) ?? '<>'} Tj`;
  });
  return `BT /F ${number(points)} Tf ${rows.join(' ')} ET`;
}

/** A round red seal: two rims, the agency along the upper arc, the place along the lower, a star on each side, name in the middle. */
export function drawSeal(
  add: AddObject,
  { width, height }: { readonly width: number; readonly height: number },
  { ring, foot, centre }: SealTexts,
): { readonly content: string; readonly resources: PdfDict } {
  const font = embedFont(add, 'bold', [ring, foot, ...centre]);
  const [x, y] = [width / 2, height / 2];
  const outer = Math.min(width, height) / 2 - 1;
  const inner = outer * 0.66;
  const size = outer * 0.2;
  const upperBase = inner + (outer - inner - size * 0.7) / 2;
  const lowerBase = upperBase + size * 0.68;
  const middle = (outer + inner) / 2;
  const stars = [200, 340].map((degrees) => {
    const angle = (degrees / 180) * Math.PI;
    return star(x + middle * Math.cos(angle), y + middle * Math.sin(angle), outer * 0.08);
  });
  const content = [
    `q ${RED} RG ${RED} rg`,
    `${number(outer * 0.045)} w ${circle(x, y, outer)}`,
    `${number(outer * 0.02)} w ${circle(x, y, outer * 0.93)}`,
    `${number(outer * 0.025)} w ${circle(x, y, inner)}`,
    ...stars,
    alongArc(font, ring, size, { x, y, radius: upperBase, side: 'upper', degreesMax: UPPER_ARC_MAX }),
    alongArc(font, foot, size * 0.85, { x, y, radius: lowerBase, side: 'lower', degreesMax: LOWER_ARC_MAX }),
    centreLines(font, centre, x, y, inner * 1.5),
    'Q',
  ].join('\n');
  return { content, resources: pdfDict({ Font: pdfDict({ F: font.ref }) }) };
}
