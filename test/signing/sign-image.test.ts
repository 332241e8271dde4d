import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { decodePng, PNG_POINTS_MAX } from '../../src/signatures/appearance/png.ts';
import { makePng } from '../support/test-png.ts';

const square = (colourType: number, point: (x: number, y: number) => readonly number[], depth = 8) =>
  decodePng(makePng({ width: 2, height: 2, colourType, point, depth }));

const why = (bytes: Uint8Array): unknown => {
  try {
    decodePng(bytes);
    return 'decoded';
  } catch (fault) {
    return fault instanceof AppError ? `${fault.code} ${fault.detail['why']}` : fault;
  }
};

describe('pictures of every colour type', () => {
  test('colour with transparency is taken apart', () => {
    const picture = square(6, (x, y) => [200, 0, 10 * x, y === 0 ? 255 : 128]);
    expect([...picture.color]).toEqual([200, 0, 0, 200, 0, 10, 200, 0, 0, 200, 0, 10]);
    expect([...(picture.alpha ?? [])]).toEqual([255, 255, 128, 128]);
  });

  test('a picture without transparency has no mask', () => {
    expect(square(2, () => [1, 2, 3]).alpha).toBeUndefined();
    expect(square(6, () => [1, 2, 3, 255]).alpha).toBeUndefined();
  });

  test('grey becomes colour', () => {
    expect([...square(4, (x) => [x * 255, 0]).color]).toEqual([
      0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 255, 255,
    ]);
  });

  test('sixteen bits lose their lower half', () => {
    expect([...square(0, () => [0x12, 0x34], 16).color.slice(0, 3)]).toEqual([0x12, 0x12, 0x12]);
  });
});

describe('pictures that are refused', () => {
  const good = () => Buffer.from(makePng({ width: 3, height: 3, point: () => [0, 0, 0, 255] }));
  const patched = (at: number, value: number) => {
    const bytes = good();
    bytes.writeUInt32BE(value, at);
    return bytes;
  };

  test.each([
    ['another format', () => Buffer.from('\u00ff\u00d8\u00ff\u00e0 JFIF', 'latin1'), 'not a PNG'],
    ['no bytes', () => Buffer.alloc(0), 'not a PNG'],
    [
      'an interlaced one',
      () => makePng({ width: 1, height: 1, interlaced: true, point: () => [0, 0, 0, 0] }),
      'interlaced',
    ],
    ['a side of nothing', () => patched(16, 0), 'size'],
    ['more points than are allowed', () => patched(16, PNG_POINTS_MAX), 'size'],
    ['rows that are not there', () => patched(20, 300), 'rows of 300'],
    ['more rows than stated', () => patched(20, 1), 'compression'],
    ['an end in the middle', () => good().subarray(0, 50), 'cut off'],
  ] as const)('%s', (_, make, reason) => {
    expect(why(make())).toBe(`signing.image-unusable ${reason}`);
  });
});
