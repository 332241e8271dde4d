import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../src/main/hosts/terminal/command-line.ts';
import { judge } from '../support/judges.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { makeTokens, PIN, SOFTHSM, type TokenFolder } from '../support/token.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-terminal-token-'));
const path = (name: string): string => join(folder, name);
let pki: TestPki;
let token: TokenFolder;

async function hamrong(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runCommandLine(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    now: () => PKI_NOW,
  });
  return { status, stdout: out.join('\n'), stderr: err.join('\n') };
}

beforeAll(async () => {
  pki = await testPki();
  token = makeTokens(path('token'), [
    {
      label: 'Lãnh đạo',
      keys: [{ issued: pki.leader }, { issued: pki.expired, id: '0e' }],
    },
    { label: 'Văn thư', keys: [{ issued: pki.agency, id: 'a1' }] },
  ]);
  process.env['SOFTHSM2_CONF'] = token.configuration;
  writeFileSync(path('pin.txt'), `${PIN}\n`);
  writeFileSync(path('wrong.txt'), 'sai-roi-1');
  const { intermediate, root } = pki.trial;
  writeFileSync(path('trust.pem'), `${intermediate.certificatePem}\n${root.certificatePem}\n`);
  for (const name of ['một.pdf', 'hai.pdf', 'ba.pdf'])
    writeFileSync(path(name), await samplePdf({ kind: 'stream' }));
});
beforeEach(() => token.order());
afterAll(() => rmSync(folder, { recursive: true }));

const signing = (out: string, files: readonly string[], ...more: readonly string[]) => {
  mkdirSync(path(out), { recursive: true });
  // The tokens hold leaves alone: the certificates above them come from --trust.
  const options = ['--out', path(out), '--role', 'person', '--trust', path('trust.pem')];
  return hamrong('sign', ...files.map(path), ...options, ...more);
};
const withToken = (module: string) => [
  '--pkcs11',
  module,
  '--token',
  'Lãnh đạo',
  '--pin-file',
  path('pin.txt'),
];

describe('keys', () => {
  test('lists modules, tokens and the certificates that sign, and asks no PIN', async () => {
    const { status, stdout } = await hamrong('keys', '--pkcs11', token.module, '--json');
    expect(status).toBe(0);
    const line = JSON.parse(stdout) as { tokens: { label: string }[] };
    expect({
      ...line,
      tokens: line.tokens.sort((one, other) => one.label.localeCompare(other.label)),
    }).toMatchObject({
      module: token.module,
      fault: null,
      tokens: [
        {
          label: 'Lãnh đạo',
          pin: 'ready',
          keys: expect.arrayContaining([expect.objectContaining({ id: '01' })]),
        },
        { label: 'Văn thư', keys: [{ id: 'a1' }] },
      ],
    });
    expect(token.calls('C_Login')).toBe(0);
  });

  test('says in words what is expired and what cannot be read', async () => {
    const said = await hamrong('keys', '--pkcs11', token.module, '--pkcs11', path('pin.so'));
    expect(said.status).toBe(0);
    expect(said.stdout).toContain('ĐÃ HẾT HẠN từ 01/01/2026');
    expect(said.stdout).toContain('Không tìm thấy trình điều khiển token "pin.so"');
    expect(await hamrong('keys', '--pkcs11', path('pin.so'))).toMatchObject({ status: 1 });
  });
});

describe('sign with a token', () => {
  test.each([
    ['of SoftHSM', () => SOFTHSM],
    ['behind the shim', () => token.module],
  ])('%s: several files on one PIN, which outside judges accept', async (name, module) => {
    const out = `signed ${name}`;
    const before = token.calls('C_Login');
    const said = await signing(
      out,
      ['một.pdf', 'hai.pdf', 'ba.pdf'],
      ...withToken(module()),
      '--cert-id',
      '01',
    );
    expect(said).toMatchObject({ status: 0 });
    expect(token.calls('C_Login') - before).toBe(module() === SOFTHSM ? 0 : 1);
    for (const file of ['một.pdf', 'hai.pdf', 'ba.pdf']) {
      const judged = await judge(readFileSync(path(`${out}/${file}`)), pki.trial.root.certificatePem);
      expect(judged).toMatchObject({
        pdfsig: ['Signature is Valid.'],
        qpdf: [],
        mutool: ['The document is unchanged since signing.'],
        mutoolChanges: [0],
        openssl: ['CAdES Verification successful'],
      });
    }
  });

  test('a wrong PIN is given once, whatever the number of files', async () => {
    const before = token.calls('C_Login');
    const options = ['--pkcs11', token.module, '--token', 'Lãnh đạo', '--cert-id', '01'];
    const said = await signing('wrong', ['một.pdf', 'hai.pdf'], ...options, '--pin-file', path('wrong.txt'));
    expect(said).toMatchObject({ status: 1 });
    expect(said.stderr).toContain('Sai mã PIN của token Lãnh đạo');
    expect(said.stderr).not.toContain('sai-roi-1');
    expect(token.calls('C_Login') - before).toBe(1);
  });

  test('a token pulled out stops the rest; what is signed stays', async () => {
    token.order('remove-after 1');
    const said = await signing(
      'removed',
      ['một.pdf', 'hai.pdf', 'ba.pdf'],
      ...withToken(token.module),
      '--cert-id',
      '01',
    );
    expect(said).toMatchObject({ status: 1 });
    expect(said.stderr).toContain('Token Lãnh đạo đã bị rút ra');
    expect(said.stderr).toContain('một.pdf');
    expect(said.stderr).not.toContain('ba.pdf');
  });

  test('several tokens or certificates must be named', async () => {
    const pin = ['--pin-file', path('pin.txt')];
    expect(await signing('a', ['một.pdf'], '--pkcs11', token.module, ...pin)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Lãnh đạo'),
    });
    expect(await signing('b', ['một.pdf'], ...withToken(token.module))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--cert-id'),
    });
    expect(await signing('c', ['một.pdf'], '--p12', 'x', ...withToken(token.module))).toMatchObject({
      status: 2,
    });
  });
});
