import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { signPackage } from '../../src/signatures/xmldsig/package.ts';
import { aPackage } from '../support/dispatching.ts';
import { PKI_NOW, testPki } from '../support/pki.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-terminal-edxml-'));
const path = (name: string): string => join(folder, name);
const samples = join(import.meta.dirname, '../../src/shared/edxml/samples');
const document = readFileSync(join(samples, 'document.edxml'));
const made: Record<'raw' | 'zipped' | 'signed' | 'sealed', Uint8Array> = {
  ...{ raw: document, zipped: document, signed: document, sealed: document },
};

let pdf: Uint8Array;

async function edxml(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCommandLine(['edxml', ...args], {
    ...{ out: (line) => out.push(line), err: (line) => err.push(line), now: () => PKI_NOW },
  });
  return { status, out, err: err.join('\n') };
}

/** To the letter what other programs rely on. */
const Line = z.strictObject({
  file: z.string(),
  ok: z.boolean(),
  kind: z.enum(['edoc', 'status', 'unknown']),
  problems: z.array(z.strictObject({ path: z.string(), code: z.string(), sentence: z.string().min(10) })),
  attachments: z.array(
    z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.hex().length(64), type: z.string() }),
  ),
});
const checked = async (...files: readonly string[]) => {
  const { status, out } = await edxml('check', ...files);
  return { status, lines: out.map((line) => Line.parse(JSON.parse(line))) };
};

beforeAll(async () => {
  const pki = await testPki();
  pdf = await samplePdf({ kind: 'stream' });
  const key = keyOf(pki.agency, pki.chain);
  const signed = await signPdf(pdf, { key, at: PKI_NOW, target: { newField: {} } });
  const holding = (bytes: Uint8Array) =>
    writePackage(aPackage('a', { files: [{ name: 'a.pdf', contentType: 'application/pdf', bytes }] }));
  made.raw = holding(pdf);
  made.zipped = holding(zipSync({ 'x.pdf': pdf }));
  made.signed = holding(signed);
  made.sealed = await signPackage(holding(pdf), { key, at: PKI_NOW });
  for (const [name, bytes] of Object.entries(made)) writeFileSync(path(`${name}.edxml`), bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('check', () => {
  test('answers one line a file, and no broken one stops the others', async () => {
    writeFileSync(path('cut.edxml'), document.subarray(0, 3000));
    const files = [join(samples, 'document.edxml'), join(samples, 'status.edxml'), path('cut.edxml')];
    const { status, lines } = await checked(
      ...files,
      path('none.edxml'),
      ...Object.keys(made).map((name) => path(`${name}.edxml`)),
    );
    expect(lines.map(({ kind, ok, attachments }) => [kind, ok, attachments.length])).toEqual([
      ...[
        ['edoc', true, 1],
        ['status', true, 0],
        ['edoc', false, 0],
        ['unknown', false, 0],
      ],
      ...Object.keys(made).map(() => ['edoc', true, 1]),
    ]);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    // What was wrapped into a zip is told as what it is.
    for (const at of [4, 5, 7])
      expect(lines[at]?.attachments).toEqual([
        { name: 'a.pdf', bytes: pdf.length, sha256, type: 'application/pdf' },
      ]);
    expect(status).toBe(1);
  });

  test.each<[keyof typeof made, string]>([
    ['zipped', 'zip-broken'],
    ['signed', 'pdf-changed'],
    ['sealed', 'signature-broken'],
  ])('one changed base64 character is reported where the package can tell it (%s)', async (name, code) => {
    const text = Buffer.from(made[name]).toString();
    const start = text.indexOf('TransferEncoded xmlns') + 100;
    const at = start + Math.floor((text.indexOf('</edXML:ContentTransferEncoded', start) - start) / 2);
    writeFileSync(
      path('changed.edxml'),
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`,
    );
    const { lines } = await checked(path('changed.edxml'));
    expect(lines[0]?.problems.map((problem) => problem.code)).toContain(code);
    writeFileSync(path('changed.edxml'), `${text.slice(0, at)}!${text.slice(at + 1)}`);
    expect(
      (await checked(path('changed.edxml'))).lines[0]?.problems.map((problem) => problem.code),
    ).toContain('not-base64');
  });
});

test('a PDF that nobody signed is looked at by its own checksums; what only does not fit hinders nothing', async () => {
  const text = Buffer.from(made.raw).toString();
  const start = text.indexOf('TransferEncoded xmlns') + 100;
  const end = text.indexOf('</edXML:ContentTransferEncoded', start);
  const told = async (at: number) => {
    const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    writeFileSync(path('changed.edxml'), changed);
    const [line] = (await checked(path('changed.edxml'))).lines;
    return [line?.ok, line?.problems.map(({ path: at, code }) => [at, code])];
  };
  const where = 'AttachmentEncoded/Attachment[1]';
  expect(await told(start + Math.floor((end - start) / 2))).toEqual([false, [[where, 'pdf-damaged']]]);
  // Where its tables are said to be.
  expect(await told(end - 14)).toEqual([true, [[where, 'pdf-irregular']]]);
});

describe('read and write', () => {
  test('II.2: what was read is written again with the same elements', async () => {
    const read = await edxml('read', join(samples, 'document.edxml'), '--json', '--out-dir', path('out'));
    expect(read.status).toBe(0);
    writeFileSync(path('doc.json'), read.out.join('\n'));
    expect(await edxml('write', path('doc.json'), '--out', path('again.edxml'))).toMatchObject({ status: 0 });
    const canonical = (file: string): string =>
      execFileSync('xmllint', ['--nonet', '--noblanks', '--exc-c14n', file]).toString();
    expect(canonical(path('again.edxml'))).toBe(canonical(join(samples, 'document.edxml')));
    expect(await edxml('write', path('doc.json'), '--out', path('again.edxml'))).toMatchObject({
      ...{ status: 1, err: expect.stringContaining('đã có nên không ghi đè') },
    });
  });

  test('attachments get names that lead nowhere else, and nothing is written over', async () => {
    const names = [
      '../../etc/passwd',
      'C:\\Windows\\con',
      '..',
      'a.txt',
      'A.TXT',
      `${'dài'.repeat(800)}.txt`,
    ];
    // As many bytes as Linux gives no name.
    names.push(`${'Ổ'.repeat(120)}.txt`);
    const files = names.map((name) => ({ name, contentType: 'text/plain', bytes: Buffer.from('a') }));
    writeFileSync(path('names.edxml'), writePackage(aPackage('n', { files })));
    expect(await edxml('read', path('names.edxml'), '--out-dir', path('names'))).toMatchObject({ status: 0 });
    expect(readdirSync(path('names')).sort()).toEqual([
      '-..-etc-passwd',
      'A (2).TXT',
      'C-Windows-con',
      'a.txt',
      expect.stringMatching(/^(?:dài){38}.*\.txt$/),
      'tep',
      `${'Ổ'.repeat(65)}.txt`,
    ]);
    expect(await edxml('read', path('names.edxml'), '--out-dir', path('names'))).toMatchObject({ status: 1 });
    expect(existsSync(join(folder, '../etc'))).toBe(false);
  });

  test('a file without end is read to the limit of a package', async () => {
    expect((await checked('/dev/zero')).lines).toMatchObject([{ problems: [{ code: 'too-large' }] }]);
  });

  test('people are told in words what a package is and what is wrong with it', async () => {
    writeFileSync(path('wrong.edxml'), document.toString().replace(/<edXML:Subject>.*<\/edXML:Subject>/, ''));
    const { status, out } = await edxml('read', path('wrong.edxml'));
    expect({ status, out }).toEqual({
      status: 1,
      out: [
        'Văn bản điện tử mới: 15/SMM-VP, ',
        '  Nơi gửi: Sở Mẫu Một (000.00.91.H56)',
        '  Nơi nhận: UBND phường Mẫu Hai (000.00.92.H56)',
        expect.stringMatching(/^ {2}Tệp: 15_SMM-VP\.pdf, 206 byte, application\/pdf, SHA-256 [0-9a-f]{64}$/),
        '  Gói tin không có chữ ký XML.',
        '  Chưa đúng: Trích yếu: còn thiếu.',
      ],
    });
    const sealed = await edxml('read', path('sealed.edxml'));
    expect(sealed.out).toContainEqual(expect.stringContaining('Chữ ký XML của gói tin khớp; người ký: '));
  });

  test.each([
    ['no work', [], 2, 'read, check hoặc write'],
    ['no file', ['check'], 2, 'cần ít nhất một tệp'],
    ['two files to read', ['read', 'a', 'b'], 2, 'cần đúng một tệp'],
    ['no output', ['write', 'a.json'], 2, 'thiếu --out'],
    ['no such file', ['read', 'none.edxml'], 1, 'Không đọc được tệp'],
  ] as const)('unusable: %s', async (_name, args, status, sentence) => {
    expect(await edxml(...args)).toMatchObject({ status, err: expect.stringContaining(sentence) });
  });

  test.each([
    ['a key that no message has', { message: { subjekt: 'a' } }, 'subjekt'],
    ['a number for a text', { message: { to: [{ organId: 1 }] } }, 'to[0].organId'],
    ['no message', {}, 'message'],
    ['a status of no known code', { kind: 'status', message: { status: '77' } }, 'status'],
    ['fields that are missing', { message: { subject: 'a' } }, 'Nơi gửi: còn thiếu.'],
  ])('%s writes nothing and is named', async (_name, given, what) => {
    writeFileSync(path('given.json'), JSON.stringify(given));
    const { status, err } = await edxml('write', path('given.json'), '--out', path('given.edxml'));
    expect([status, existsSync(path('given.edxml'))]).toEqual([1, false]);
    expect(err).toContain(what);
  });
});
