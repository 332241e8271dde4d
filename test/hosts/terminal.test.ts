import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { writePkcs12 } from '../../src/server/trial/pkcs12-write.ts';
import { issueLeaf, leafDefaults, makeTrialPki, type TrialPki } from '../../src/server/trial/pki.ts';
import { judge } from '../support/judges.ts';
import { samplePdf } from '../support/sample-pdf.ts';

const PASSPHRASE = 'Mật khẩu số 1';
const folder = mkdtempSync(join(tmpdir(), 'hamrong-terminal-'));
const path = (name: string): string => join(folder, name);
let pki: TrialPki;

/** One command line in this process, what it says caught; names of files are made whole, because the folder is not the test's own. */
async function hamrong(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCommandLine(
    args.map((arg) => (/^[\w-]+\.(?:pdf|p12|txt|pem)$|^trust$/.test(arg) ? path(arg) : arg)),
    { out: (line) => out.push(line), err: (line) => err.push(line), now: () => new Date() },
  );
  return {
    status,
    stdout: out.join('\n').replaceAll(`${folder}/`, ''),
    stderr: err.join('\n').replaceAll(`${folder}/`, ''),
  };
}

const Line = z.strictObject({
  file: z.string(),
  integrity: z.string(),
  signatures: z.array(
    z.strictObject({
      field: z.string(),
      kind: z.enum(['signature', 'timestamp']),
      integrity: z.string(),
      coversWholeFile: z.boolean(),
      indication: z.enum(['TOTAL_PASSED', 'INDETERMINATE', 'TOTAL_FAILED']),
      subIndication: z.string().nullable(),
      level: z.string().nullable(),
      signer: z.string().nullable(),
      signedAt: z.string().nullable(),
      laterChanges: z.array(z.looseObject({ code: z.string() })),
      reason: z.string(),
      chain: z.array(z.looseObject({ name: z.string(), isAnchor: z.boolean() })),
      claimedAt: z.string().nullable(),
      proof: z.looseObject({ at: z.string() }).nullable(),
      algorithms: z.looseObject({ hash: z.string().nullable() }),
      timestamps: z.array(z.looseObject({ at: z.string() })),
      sentence: z.string(),
    }),
  ),
  sentence: z.string(),
});

async function verified(...args: readonly string[]) {
  const { status, stdout, stderr } = await hamrong('verify', '--json', ...args);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
  return { status, lines, stderr };
}

/** The terminal signs at the machine's own time, so these certificates are made for now and not for a frozen day. */
beforeAll(async () => {
  pki = await makeTrialPki({
    now: new Date(),
    province: 'tỉnh Lam Giang',
    people: [{ id: 'leader', name: 'Phạm Văn Thạo', position: 'Chủ tịch', agencyName: 'UBND xã Vân Khánh' }],
    agencies: [{ id: 'agency', name: 'UBND xã Vân Khánh' }],
  });
  const expired = await issueLeaf(pki.intermediate, {
    ...leafDefaults,
    subject: { commonName: 'Phạm Văn Thạo', organization: 'UBND xã Vân Khánh', locality: 'tỉnh Lam Giang' },
    validity: { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2021-01-01T00:00:00Z') },
  });
  const keys = { leader: pki.people.get('leader'), agency: pki.agencies.get('agency'), expired };
  for (const [name, issued] of Object.entries(keys)) {
    if (!issued) throw new Error(`no key for ${name}`);
    writeFileSync(path(`${name}.p12`), writePkcs12(issued, pki.chain, PASSPHRASE, name));
  }
  writeFileSync(path('draft.pdf'), await samplePdf({ kind: 'stream' }));
  writeFileSync(path('passphrase.txt'), `${PASSPHRASE}\n`);
  writeFileSync(path('wrong.txt'), PASSPHRASE.toLowerCase());
  mkdirSync(path('trust'));
  writeFileSync(path('trust/root.cer'), pki.root.certificate);
  writeFileSync(path('trust/notes.txt'), 'not a certificate');
});
afterAll(() => rmSync(folder, { recursive: true }));

const signing = (input: string, out: string, key: string, role: string, ...more: readonly string[]) =>
  hamrong(
    'sign',
    input,
    '--out',
    out,
    '--p12',
    `${key}.p12`,
    '--passphrase-file',
    'passphrase.txt',
    '--role',
    role,
    ...more,
  );

describe('sign', () => {
  test('appends a leader’s and an agency’s signature that verify accepts', async () => {
    const before = readFileSync(path('draft.pdf'));
    expect(await signing('draft.pdf', 'signed.pdf', 'leader', 'person', '--reason', 'Duyệt')).toMatchObject({
      status: 0,
      stdout: '',
    });
    expect(await signing('signed.pdf', 'sealed.pdf', 'agency', 'agency')).toMatchObject({ status: 0 });
    const sealed = readFileSync(path('sealed.pdf'));
    expect(readFileSync(path('draft.pdf'))).toEqual(before);
    expect(sealed.subarray(0, before.length)).toEqual(before);
    const { status, lines } = await verified('--trust', 'trust', 'sealed.pdf');
    expect(lines).toMatchObject([
      {
        file: 'sealed.pdf',
        integrity: 'valid',
        signatures: [
          { indication: 'TOTAL_PASSED', coversWholeFile: false },
          { indication: 'TOTAL_PASSED', coversWholeFile: true },
        ],
      },
    ]);
    expect(status).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('draws nothing when asked to', async () => {
    await signing('draft.pdf', 'invisible.pdf', 'leader', 'person', '--invisible');
    expect((await verified('invisible.pdf')).lines[0]?.integrity).toBe('valid');
  });

  test.each([
    ['a wrong passphrase', ['--passphrase-file', 'wrong.txt'], 'Mật khẩu của tệp khóa không đúng'],
    ['an expired certificate', ['--p12', 'expired.p12'], 'đã hết hạn'],
    ['no key file', ['--p12', 'missing.p12'], 'Không đọc được tệp "missing.p12" (ENOENT)'],
    ['an output that is there', ['--out', 'draft.pdf'], 'đã có nên không ghi đè'],
  ])('with %s writes nothing and says so', async (_name, more, sentence) => {
    const { status, stdout, stderr } = await signing('draft.pdf', 'refused.pdf', 'leader', 'person', ...more);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain(PASSPHRASE);
    expect(readdirSync(folder)).not.toContain('refused.pdf');
  });

  test.each([
    ['no file', ['sign', '--out', 'x.pdf']],
    [
      'an unknown role',
      ['sign', 'draft.pdf', '--out', 'x', '--p12', 'x', '--passphrase-file', 'x', '--role', 'x'],
    ],
    ['an unknown option', ['sign', '--fast']],
    ['no command', []],
    ['an unknown command', ['fly']],
    ['a name of every object', ['constructor']],
    ['no files to verify', ['verify', '--json']],
    ['no time', ['verify', 'draft.pdf', '--at', 'yesterday']],
    ['no trust', ['verify', 'draft.pdf', '--trust', 'missing.pem']],
    ['a trust folder without certificates', ['verify', 'draft.pdf', '--trust', 'draft.pdf']],
  ])('unusable: %s', async (_name, args) => {
    const { status, stderr, stdout } = await hamrong(...args);
    expect(status).toBe(2);
    expect(args.length === 0 ? stdout : stderr).not.toBe('');
  });
});

describe('verify', () => {
  test('one changed byte is told, and no broken file stops the others', async () => {
    await signing('draft.pdf', 'intact.pdf', 'leader', 'person');
    const changed = Buffer.from(readFileSync(path('intact.pdf')));
    const at = changed.indexOf('stream') + 20;
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(path('changed.pdf'), changed);
    writeFileSync(path('empty.pdf'), '');
    writeFileSync(path('text.pdf'), 'không phải PDF');
    const files = ['changed.pdf', 'empty.pdf', 'text.pdf', 'missing.pdf', 'draft.pdf', 'intact.pdf'];
    const { status, lines } = await verified('--trust', 'trust', ...files);
    expect(lines.map(({ file }) => file)).toEqual(files);
    expect(lines.map(({ integrity }) => integrity)).toEqual([
      'invalid',
      'malformed',
      'malformed',
      'malformed',
      'unsigned',
      'valid',
    ]);
    expect(lines.every(({ sentence }) => sentence.length > 10)).toBe(true);
    expect(status).toBe(1);
  });

  test('what cannot be decided is neither passed nor failed', async () => {
    await signing('draft.pdf', 'untrusted.pdf', 'leader', 'person');
    const untrusted = await verified('untrusted.pdf');
    expect(untrusted).toMatchObject({ status: 3, lines: [{ integrity: 'valid' }] });
    expect(untrusted.lines[0]?.signatures[0]?.indication).toBe('INDETERMINATE');
    expect((await verified('draft.pdf')).status).toBe(3);
  });

  test('without --json it speaks in sentences', async () => {
    await signing('draft.pdf', 'spoken.pdf', 'leader', 'person');
    const { stdout } = await hamrong('verify', 'spoken.pdf', '--trust', 'trust');
    expect(stdout).toMatch(/^spoken\.pdf: Chữ ký hợp lệ\n {2}\[/);
  });
});

test('as a process it prints results and nothing else, and exits with the status', () => {
  const main = join(import.meta.dirname, '../../scripts/hamrong.ts');
  const args = [main, 'verify', '--json', 'draft.pdf', 'missing.pdf'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => Line.parse(JSON.parse(line)).file)).toEqual(['draft.pdf', 'missing.pdf']);
});

test('every command explains itself', async () => {
  for (const args of [['--help'], ['verify', '--help'], ['sign', '--help'], ['extend', '--help']]) {
    const { status, stdout } = await hamrong(...args);
    expect({ status, isHelp: stdout.startsWith('Cách dùng:') }).toEqual({ status: 0, isHelp: true });
  }
});

test('outside judges accept what the terminal signed', async () => {
  await signing('draft.pdf', 'judged.pdf', 'leader', 'person');
  await signing('judged.pdf', 'judged-twice.pdf', 'agency', 'agency');
  const { pdfsig, qpdf, openssl } = await judge(
    readFileSync(path('judged-twice.pdf')),
    pki.root.certificatePem,
  );
  expect(pdfsig).toEqual(['Signature is Valid.', 'Signature is Valid.']);
  expect(qpdf).toEqual([]);
  expect(openssl).toEqual(['CAdES Verification successful', 'CAdES Verification successful']);
});
