import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issued } from '../../src/server/trial/pki.ts';
import type { WantedTokens } from './make-tokens.ts';

/** Where Debian's libsofthsm2 puts it. */
export const SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so';
export const PIN = '2468-mã';

/** A key as it is put on a token. */
export type KeyOnToken = {
  readonly issued: Issued;
  /** CKA_ID, hexadecimal; the certificate gets the same unless `certificateId` says otherwise. */
  readonly id?: string;
  readonly certificateId?: string;
  readonly wantsPinEachTime?: boolean;
};
export type TokenWanted = {
  readonly label: string;
  readonly keys: readonly KeyOnToken[];
  readonly others?: readonly Uint8Array[];
};

/** A folder with tokens of SoftHSM and, before them, a module that misbehaves on order (token-shim.c). */
export type TokenFolder = {
  /** The shim: a PKCS#11 module that finds its tokens by itself. */
  readonly module: string;
  /** The configuration for SoftHSM itself: goes into SOFTHSM2_CONF before the module is loaded. */
  readonly configuration: string;
  /** What the token does from now on, one order a line. */
  readonly order: (...orders: readonly string[]) => void;
  /** The calls so far that begin with this name. */
  readonly calls: (name: string) => number;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Compiling and filling tokens takes a second: done once a test file for each wish, then copied. */
const made = new Map<string, string>();
const store = mkdtempSync(join(tmpdir(), 'hamrong-tokens-made-'));
process.once('exit', () => rmSync(store, { recursive: true, force: true }));

export function makeTokens(folder: string, tokens: readonly TokenWanted[]): TokenFolder {
  const wish = JSON.stringify(wantedOf(tokens));
  const filled = made.get(wish) ?? fill(join(store, String(made.size)), wish);
  made.set(wish, filled);
  const inFolder = (name: string): string => join(folder, name);
  cpSync(filled, folder, { recursive: true });
  const configuration = configure(folder);
  const module = inFolder('token-shim.so');
  return {
    module,
    configuration,
    order: (...orders) => writeFileSync(inFolder('orders'), `${orders.join('\n')}\n`),
    calls: (name) =>
      existsSync(inFolder('calls'))
        ? readFileSync(inFolder('calls'), 'utf8')
            .split('\n')
            .filter((line) => line === name || line.startsWith(`${name} `)).length
        : 0,
  };
}

const wantedOf = (tokens: readonly TokenWanted[]): WantedTokens =>
  tokens.map(({ label, keys, others = [] }) => ({
    label,
    pin: PIN,
    certificates: others.map(base64),
    keys: keys.map(({ issued, id = '01', certificateId = id, wantsPinEachTime = false }) => ({
      id,
      certificateId,
      certificate: base64(issued.certificate),
      privateKey: base64(issued.privateKey),
      wantsPinEachTime,
    })),
  }));

function configure(folder: string): string {
  const configuration = join(folder, 'softhsm2.conf');
  const lines = [
    `directories.tokendir = ${join(folder, 'tokens')}`,
    'objectstore.backend = file',
    'log.level = ERROR',
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`);
  return configuration;
}

function fill(folder: string, wish: string): string {
  mkdirSync(join(folder, 'tokens'), { recursive: true });
  const source = join(import.meta.dirname, 'token-shim.c');
  const shim = join(folder, 'token-shim.so');
  run('cc', ['-shared', '-fPIC', `-DSOFTHSM="${SOFTHSM}"`, '-o', shim, source, '-ldl']);
  run(process.execPath, [join(import.meta.dirname, 'make-tokens.ts'), SOFTHSM], {
    input: wish,
    env: { ...process.env, SOFTHSM2_CONF: configure(folder) },
  });
  return folder;
}

function run(program: string, args: readonly string[], options: object = {}): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}
