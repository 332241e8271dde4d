import { describe, expect, test } from 'vitest';
import {
  ASN1_DEPTH_MAX,
  items,
  Members,
  parsed,
  readAt,
  readIntegerHex,
  readOctets,
  readOid,
  readTime,
  readWhole,
} from './read.ts';
import { oid, sequence, setOf } from './write.ts';

const hex = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');
const ascii = (tag: string, text: string) =>
  Buffer.concat([hex(tag), Uint8Array.of(text.length), Buffer.from(text, 'latin1')]);

describe('what is read', () => {
  test.each(['1.2.840.113549.1.7.2', '2.16.840.1.101.3.4.2.1', '0.4.0.127.0.7.1.1.4.1.3', '2.999.3'])(
    'an object identifier comes back as written: %s',
    (dotted) => {
      expect(readOid(readWhole(oid(dotted)))).toBe(dotted);
    },
  );

  test('an indefinite length ends at its mark, and is told', () => {
    const element = readWhole(hex('30 80 02 01 05 30 80 00 00 00 00'));
    expect(element.strict).toBe(false);
    expect(items(element).map(({ tag }) => tag)).toEqual([0x02, 0x30]);
  });

  test('a length with needless bytes is read, and is told', () => {
    expect(readWhole(hex('04 82 00 01 aa'))).toMatchObject({ strict: false });
  });

  test('an octet string in pieces is put together', () => {
    expect(Buffer.from(readOctets(readWhole(hex('24 80 04 01 aa 04 02 bb cc 00 00')))).toString('hex')).toBe(
      'aabbcc',
    );
  });

  test.each([
    ['17', '491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['17', '500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['18', '20261123030000.5Z', '2026-11-23T03:00:00.500Z'],
  ])('time of tag %s %s is %s', (tag, text, expected) => {
    expect(readTime(readWhole(ascii(tag, text))).toISOString()).toBe(expected);
  });

  test('leading zeros do not make another serial number', () => {
    expect(readIntegerHex(readWhole(hex('02 03 00 80 01')))).toBe('8001');
  });
});

describe('what is refused, as data', () => {
  const bomb = (depth: number) =>
    Buffer.concat([Buffer.alloc(depth * 2, hex('3080')), Buffer.alloc(depth * 2)]);
  test.each([
    ['nothing', '', 'element missing'],
    ['a length that is cut off', '30 82 01', 'element ends inside its length'],
    ['a length of five bytes', '04 85 01 00 00 00 00', 'length of more than four bytes'],
    ['a length behind the end', '04 7f 00', 'element longer than its container'],
    ['an indefinite primitive', '04 80 00 00', 'indefinite length of a primitive element'],
    ['a tag of several bytes', '1f 81 00 00', 'multi-byte tag'],
    ['an indefinite element without end', '30 80 02 01 05', 'element missing'],
    ['bytes behind the element', '05 00 00', 'bytes after the element'],
  ])('%s', (_, bytes, reason) => {
    expect(parsed(() => readWhole(hex(bytes)))).toEqual({ ok: false, reason });
  });

  test('nesting without end', () => {
    expect(parsed(() => readAt(bomb(ASN1_DEPTH_MAX - 1)))).toMatchObject({ ok: true });
    expect(parsed(() => readAt(bomb(100_000)))).toEqual({ ok: false, reason: 'elements nested too deep' });
  });

  test('a day that does not exist', () => {
    expect(parsed(() => readTime(readWhole(ascii('18', '20260230000000Z'))))).toMatchObject({ ok: false });
  });

  test('a member that does not belong', () => {
    const read = () => {
      const members = new Members(readWhole(sequence(oid('1.2.3'))));
      members.end();
    };
    expect(parsed(read)).toEqual({ ok: false, reason: 'unexpected member' });
  });
});

test('a SET OF is written in the order of its encodings', () => {
  const written = setOf([hex('04 01 02'), hex('02 01 05'), hex('04 01 01')]);
  expect(Buffer.from(written).toString('hex')).toBe('3109020105040101040102');
});
