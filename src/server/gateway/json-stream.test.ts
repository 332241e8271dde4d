import { expect, test } from 'vitest';
import { base64In, objectsIn } from './json-stream.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const all = async <Value>(given: AsyncIterable<Value>): Promise<Value[]> => {
  const found: Value[] = [];
  for await (const each of given) found.push(each);
  return found;
};

const raw = Buffer.from(Array.from({ length: 1_000 }, (_, index) => (index * 7) % 256));
const encoded = raw.toString('base64');
const escaped = encoded.replaceAll('/', '\\/').replaceAll('=', '\\u003d');
const sizes = [1, 2, 3, 5, 7, 64, 5_000];

test.each([
  ['a member', `{"status":"OK","data":"${encoded}","x":1}`, '{"status":"OK","":"","x":1}'],
  ['an escaped member', `{"a":1,"data" : "${escaped}"}`, '{"a":1,"":""}'],
  ['a text alone', JSON.stringify(encoded), '"":""'],
  ['nothing but base64, in lines', encoded.replace(/(.{76})/g, '$1\r\n'), ''],
  ['a refusal', '{"status":"FAIL","data":null}', '{"status":"FAIL","data":null}'],
])('the bytes of %s come out of pieces of any length', async (_name, text, rest) => {
  for (const size of sizes) {
    const around: string[] = [];
    const bytes = Buffer.concat(
      await all(base64In(inPieces(text, size), 'data', (each) => around.push(each))),
    );
    expect([size, bytes.equals(text.includes('FAIL') ? Buffer.of() : raw), around]).toEqual([
      size,
      true,
      [rest],
    ]);
  }
});

test('objects of a list come out of pieces of any length, whatever their texts hold', async () => {
  const members = [
    { code: 'H56.01', name: 'Sở "Nội [vụ}' },
    { code: 'Ệ\\', inner: { list: [{ a: 1 }] } },
  ];
  const text = JSON.stringify({ status: 'OK', errors: [], data: members, more: { a: 1 } });
  for (const size of sizes) expect(await all(objectsIn(inPieces(text, size)))).toEqual(members);
});

test.each([
  ['an object without an end', `{"data":[{"a":"${'x'.repeat(70_000)}`],
  ['a deep nest', '['.repeat(40)],
])('%s ends the reading', async (_name, text) => {
  await expect(all(objectsIn(inPieces(text, 1_000)))).rejects.toMatchObject({ kind: 'transient' });
});
