import { expect, test } from 'vitest';
import { textWidth, tinos } from './tinos.ts';
import { readTrueType } from './true-type.ts';

const ALL_VIETNAMESE = Array.from('aăâeêioôơuưyAĂÂEÊIOÔƠUƯY', (vowel) =>
  ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
    .map((tone) => (vowel + tone).normalize('NFC'))
    .join(''),
).join('');

test.each(['regular', 'italic', 'bold'] as const)('Tinos %s has every Vietnamese letter', (style) => {
  const font = tinos(style);
  const missing = Array.from(`${ALL_VIETNAMESE}đĐ0123456789/-:,.`).filter(
    (letter) => font.glyphOf(letter.codePointAt(0) ?? 0) === 0,
  );
  expect(missing).toEqual([]);
});

test('its metrics are those of Times New Roman and none is missing', () => {
  const { unitsPerEm, capHeight, ascent, descent, italicAngle } = tinos('regular');
  expect({ unitsPerEm, capHeight, ascent, descent, italicAngle }).toEqual({
    unitsPerEm: 2048,
    capHeight: 1341,
    ascent: 1825,
    descent: -443,
    italicAngle: 0,
  });
  expect(textWidth(tinos('regular'), '0123456789', 13)).toBeCloseTo(65, 5);
});

test('a subset holds its glyphs in order, their parts behind them, and is a font again', () => {
  const font = tinos('regular');
  const glyphs = Array.from('Tuyết', (letter) => font.glyphOf(letter.codePointAt(0) ?? 0));
  const bytes = font.subset(glyphs);
  const tables = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(tables.getUint32(0)).toBe(0x00010000);
  expect(tables.getUint16(4)).toBe(6);
  expect(bytes.length).toBeLessThan(4000);
  const names = Array.from({ length: 6 }, (_, index) =>
    Buffer.from(bytes).toString('latin1', 12 + index * 16, 16 + index * 16),
  );
  expect(names).toEqual(['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp']);
});

test('a text of letters that are not there is as wide as its question marks', () => {
  const font = tinos('regular');
  expect(textWidth(font, '漢字', 10)).toBe(textWidth(font, '??', 10));
});

test('a decomposed text is as wide as the composed one', () => {
  const font = tinos('regular');
  expect(textWidth(font, 'Nguyễn'.normalize('NFD'), 10)).toBe(textWidth(font, 'Nguyễn', 10));
});

test('what is no TrueType font is a bug of ours and stops', () => {
  expect(() => readTrueType(Buffer.alloc(100))).toThrow('a font we ship has TrueType outlines');
});
