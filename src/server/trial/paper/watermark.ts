import { degrees, type PDFPage, rgb } from '@cantoo/pdf-lib';
import { outlineOf } from './fonts.ts';

const WORD = 'MẪU';
const SIZE = 190;
const ANGLE_DEGREES = 52;
const SHADE = rgb(0.945, 0.945, 0.95);

/**
 * Writes MẪU across the page, as outlines: nobody can take the paper for a real one, and search, copying and reading aloud are
 * not disturbed by a word that is not part of the text.
 */
export function drawWatermark(page: PDFPage): void {
  const { glyphs, advance, unitsPerEm } = outlineOf(WORD, 'bold');
  const scale = SIZE / unitsPerEm;
  const angle = (ANGLE_DEGREES * Math.PI) / 180;
  const { width, height } = page.getSize();
  // Half the word's length back along the slope and half a capital's height down from the centre of the page.
  const half = (advance * scale) / 2;
  const drop = SIZE * 0.33;
  const startX = width / 2 - half * Math.cos(angle) + drop * Math.sin(angle);
  const startY = height / 2 - half * Math.sin(angle) - drop * Math.cos(angle);
  for (const { path, at } of glyphs) {
    page.drawSvgPath(flip(path), {
      x: startX + at * scale * Math.cos(angle),
      y: startY + at * scale * Math.sin(angle),
      scale,
      rotate: degrees(ANGLE_DEGREES),
      color: SHADE,
    });
  }
}

/** Font outlines grow upwards, SVG downwards: the sign of every second number (each y) turns. */
function flip(path: string): string {
  return path.replace(/([A-Z])([^A-Z]*)/g, (_, command: string, numbers: string) => {
    const values = numbers.match(/-?\d*\.?\d+/g) ?? [];
    return (
      command + values.map((value, index) => (index % 2 === 1 ? String(-Number(value)) : value)).join(' ')
    );
  });
}
