import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type PdfRef, pdfDict, pdfName, pdfNumber, pdfStream } from '../pdf/objects.ts';
import type { AddObject } from './embedded-font.ts';
import { decodePng, type Picture } from './png.ts';

type PackedPicture = {
  readonly width: number;
  readonly height: number;
  readonly color: Uint8Array;
  readonly alpha?: Uint8Array;
};

/** A batch puts the same two pictures on every document. */
const PICTURES_KEPT_MAX = 16;
const pictures = new Map<string, PackedPicture>();

/** The colour that most opaque points have: the ink. */
function inkOf({ color, alpha }: Picture): readonly [number, number, number] {
  const counts = new Map<number, number>();
  for (let point = 0; point < color.length / 3; point++) {
    if ((alpha?.[point] ?? 255) < 128) continue;
    const rgb =
      ((color[point * 3] ?? 0) << 16) | ((color[point * 3 + 1] ?? 0) << 8) | (color[point * 3 + 2] ?? 0);
    counts.set(rgb, (counts.get(rgb) ?? 0) + 1);
  }
  let [ink, most] = [0, 0];
  for (const [rgb, count] of counts) if (count > most) [ink, most] = [rgb, count];
  return [ink >> 16, (ink >> 8) & 0xff, ink & 0xff];
}

/**
 * Points that nobody sees take the colour of the ink: viewers that interpolate then draw no dark rim, and the colours of a
 * one-colour seal compress to almost nothing.
 */
function withInkBehind(picture: Picture): Uint8Array {
  const { color, alpha } = picture;
  if (!alpha) return color;
  const ink = inkOf(picture);
  const filled = Uint8Array.from(color);
  alpha.forEach((value, point) => {
    if (value === 0) filled.set(ink, point * 3);
  });
  return filled;
}

/**
 * Sixteen steps of opacity are as good as 256 to the eye and take 40 % less: a seal of 600 × 600 points shrinks from 35 to 21 kB.
 * Nothing and everything stay exactly what they are.
 */
const OPACITY_STEP = 17;
const coarse = (alpha: Uint8Array): Uint8Array =>
  alpha.map((value) => Math.round(value / OPACITY_STEP) * OPACITY_STEP);

function pack(png: Uint8Array): PackedPicture {
  const key = createHash('sha256').update(png).digest('hex');
  const known = pictures.get(key);
  if (known) return known;
  const picture = decodePng(png);
  const packed: PackedPicture = {
    width: picture.width,
    height: picture.height,
    color: deflateSync(withInkBehind(picture), { level: 9 }),
    ...(picture.alpha && { alpha: deflateSync(coarse(picture.alpha), { level: 9 }) }),
  };
  const [oldest] = pictures.keys();
  if (pictures.size >= PICTURES_KEPT_MAX && oldest !== undefined) pictures.delete(oldest);
  pictures.set(key, packed);
  return packed;
}

export type PlacedImage = { readonly ref: PdfRef; readonly width: number; readonly height: number };

/** Adds a PNG as an image with its soft mask (ISO 32000-2 §8.9.5, §11.6.5.2); sizes are in its own points. */
export function addImage(add: AddObject, png: Uint8Array): PlacedImage {
  const { width, height, color, alpha } = pack(png);
  const image = (space: string, raw: Uint8Array, mask?: PdfRef) =>
    add(
      pdfStream(
        pdfDict({
          Type: pdfName('XObject'),
          Subtype: pdfName('Image'),
          Width: pdfNumber(width),
          Height: pdfNumber(height),
          ColorSpace: pdfName(space),
          BitsPerComponent: pdfNumber(8),
          SMask: mask,
          Filter: pdfName('FlateDecode'),
        }),
        raw,
      ),
    );
  return { ref: image('DeviceRGB', color, alpha && image('DeviceGray', alpha)), width, height };
}
