import { crc32, deflateSync } from 'node:zlib';

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

export type PngOrder = {
  readonly width: number;
  readonly height: number;
  /** Bytes of a point as the colour type wants them. */
  readonly point: (x: number, y: number) => readonly number[];
  readonly colourType?: number;
  readonly depth?: number;
  readonly interlaced?: boolean;
};

/** A PNG without row filters, of any colour type, eight bits deep unless said otherwise. */
export function makePng({
  width,
  height,
  point,
  colourType = 6,
  depth = 8,
  interlaced = false,
}: PngOrder): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, interlaced ? 1 : 0], 8);
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => point(x, y)).flat(),
  ]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** A blue wave on a transparent ground: a signature to look at. */
export const blueSignature = (): Uint8Array =>
  makePng({
    width: 300,
    height: 120,
    point: (x, y) => {
      const distance = Math.abs(y - 60 - 40 * Math.sin(x / 18) * Math.cos(x / 60));
      return [20, 50, 160, distance < 3 ? 255 : distance < 5 ? 120 : 0];
    },
  });
