import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { writePkcs12 } from '../../src/server/trial/pkcs12-write.ts';
import { certified, encrypted } from '../support/hostile-files.ts';
import { saidOf } from '../support/level-services.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { startValidationLab, type ValidationLab } from '../support/validation-lab.ts';

const PASSPHRASE = 'Mật khẩu số 1';
const folder = mkdtempSync(join(tmpdir(), 'hamrong-terminal-levels-'));
const path = (name: string): string => join(folder, name);
let lab: ValidationLab;

async function hamrong(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCommandLine(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: () => new Date(),
  });
  return { status, stdout: out.join('\n'), stderr: err.join('\n') };
}

beforeAll(async () => {
  lab = await startValidationLab();
  for (const name of ['leader', 'agency'] as const)
    writeFileSync(path(`${name}.p12`), writePkcs12(lab.pki[name], lab.pki.chain, PASSPHRASE, name));
  writeFileSync(path('passphrase.txt'), `${PASSPHRASE}\n`);
  writeFileSync(path('root.pem'), lab.pki.root.certificatePem);
  writeFileSync(path('a.pdf'), await samplePdf({ kind: 'table' }));
  writeFileSync(path('b.pdf'), await samplePdf({ kind: 'stream' }));
  writeFileSync(path('text.pdf'), 'không phải PDF');
});
afterEach(() => lab.say.silent.clear());
afterAll(async () => {
  await lab.stop();
  rmSync(folder, { recursive: true });
});

const trusted = () => ['--trust', path('root.pem'), '--allow-host', '127.0.0.1'];
const key = (role: 'person' | 'agency') => [
  ...['--p12', path(role === 'person' ? 'leader.p12' : 'agency.p12')],
  ...['--passphrase-file', path('passphrase.txt'), '--role', role, '--invisible'],
];

const Extended = z.strictObject({
  file: z.string(),
  out: z.string().nullable(),
  level: z.string().nullable(),
  code: z.string().nullable(),
  sentence: z.string(),
});

async function extended(...args: readonly string[]) {
  const { status, stdout } = await hamrong('extend', '--json', ...trusted(), ...args);
  return { status, lines: stdout.split('\n').map((line) => Extended.parse(JSON.parse(line))) };
}

/** A fresh folder for results. */
function results(name: string): string {
  mkdirSync(path(name));
  return path(name);
}

describe('sign --level', () => {
  test('brings leader and agency to the wanted level over several files', async () => {
    const [signed, sealed] = [results('signed'), results('sealed')];
    const tsa = ['--tsa', lab.tsa('honest'), ...trusted()];
    const files = [path('a.pdf'), path('b.pdf')];
    expect(
      await hamrong('sign', ...files, '--out', signed, ...key('person'), '--level', 'B-T', ...tsa),
    ).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('(B-T)') });
    const between = files.map((file) => join(signed, basename(file)));
    expect(
      await hamrong('sign', ...between, '--out', sealed, ...key('agency'), '--level', 'B-LTA', ...tsa),
    ).toMatchObject({ status: 0 });
    for (const file of files) {
      expect(await saidOf(readFileSync(join(sealed, basename(file))), lab)).toEqual([
        'signature B-LTA TOTAL_PASSED',
        'signature B-LTA TOTAL_PASSED',
        'timestamp TOTAL_PASSED',
      ]);
    }
  });

  test('keeps the signature when the authority is down, says so and exits with 3', async () => {
    const out = path('down.pdf');
    const level = ['--level', 'B-LT', '--tsa', lab.tsa('down'), ...trusted()];
    const { status, stderr } = await hamrong('sign', path('a.pdf'), '--out', out, ...key('person'), ...level);
    expect(status).toBe(3);
    expect(stderr).toContain('Đã ký (B-B)');
    expect(stderr).toContain('Chữ ký vẫn được giữ nhưng chưa có dấu thời gian');
    expect(await saidOf(readFileSync(out), lab)).toEqual(['signature B-B INDETERMINATE TRY_LATER']);
  });
});

describe('extend', () => {
  test('brings signed files to B-LT and B-LTA; one that cannot be extended stops no other', async () => {
    const [signed, first, second] = [results('plain'), results('lt'), results('lta')];
    await hamrong('sign', path('a.pdf'), path('b.pdf'), '--out', signed, ...key('person'));
    const tsa = ['--tsa', lab.tsa('honest')];
    const files = ['a.pdf', 'b.pdf'].map((name) => join(signed, name));
    const some = [files[0] ?? '', path('text.pdf'), path('a.pdf'), path('missing.pdf'), files[1] ?? ''];
    const { status, lines } = await extended(...some, '--level', 'B-LT', '--out', first, ...tsa);
    expect({ status, codes: lines.map(({ code, level }) => code ?? level) }).toEqual({
      status: 1,
      codes: ['B-LT', 'pdf.not-a-pdf', 'terminal.output-exists', 'terminal.file-unreadable', 'B-LT'],
    });
    const again = ['a.pdf', 'b.pdf'].map((name) => join(first, name));
    expect(await extended(...again, '--level', 'B-LTA', '--out', second, ...tsa)).toMatchObject({
      status: 0,
    });
    const [before, after] = [readFileSync(join(first, 'b.pdf')), readFileSync(join(second, 'b.pdf'))];
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    expect((await saidOf(after, lab))[0]).toBe('signature B-LTA TOTAL_PASSED');
    expect(readdirSync(second).toSorted()).toEqual(['a.pdf', 'b.pdf']);
  });

  test('is open, not failed, while nobody answers, and writes nothing', async () => {
    const signed = path('open.pdf');
    await hamrong('sign', path('a.pdf'), '--out', signed, ...key('person'));
    for (const area of ['/ocsp', '/crl']) lab.say.silent.add(area);
    const out = path('open-lt.pdf');
    const { status, lines } = await extended(
      ...[signed, '--level', 'B-LT', '--out', out],
      ...['--tsa', lab.tsa('honest')],
    );
    expect({ status, line: lines[0] }).toMatchObject({
      status: 3,
      line: { out: null, level: null, code: 'extension.unknown' },
    });
    expect(readdirSync(folder)).not.toContain('open-lt.pdf');
  });

  test.each([
    ['without a signature', (pdf: Uint8Array) => pdf, /^Tệp chưa có chữ ký số/],
    ['behind a password', encrypted, /^Tệp PDF được đặt mật khẩu nên không đọc hay ký được/],
    ['certified as final', certified, /^Tệp PDF đã được chứng thực là bản cuối/],
  ])('refuses a file %s in a sentence, asks nobody and writes nothing', async (name, made, sentence) => {
    const [file, out] = [path(`${name}.pdf`), path(`${name}-lt.pdf`)];
    writeFileSync(file, made(readFileSync(path('a.pdf'))));
    lab.asked.splice(0);
    const found = await extended(file, '--level', 'B-LT', '--out', out, '--tsa', lab.tsa('honest'));
    expect(found).toMatchObject({ status: 1, lines: [{ sentence: expect.stringMatching(sentence) }] });
    expect([existsSync(out), lab.asked]).toEqual([false, []]);
  });

  test.each([
    ['no level', []],
    ['a level that is none', ['--level', 'B-X']],
    ['the level that every signature has', ['--level', 'B-B']],
    ['an authority that is no address', ['--level', 'B-T', '--tsa', 'ftp://x']],
  ])('unusable: %s', async (_name, more) => {
    const { status, stderr } = await hamrong('extend', path('a.pdf'), '--out', path('x.pdf'), ...more);
    expect({ status, isSaid: stderr.includes('Tham số không dùng được') }).toEqual({
      status: 2,
      isSaid: true,
    });
  });

  test.each([
    ['two files into one', ['extend', 'a', 'b', '--level', 'B-T', '--out', 'c.pdf']],
    ['a level of signing without an authority', ['sign', 'a', '--out', 'c.pdf', '--level', 'B-T']],
  ])('unusable: %s', async (_name, args) => {
    expect((await hamrong(...args)).status).toBe(2);
  });
});
