import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { readCertificateFile } from '../../../signatures/certificates/certificate.ts';
import { ARGUMENTS_MAX, type Terminal, UsageFault } from './terminal.ts';

const TRUST_FILE_BYTES_MAX = 1024 * 1024;
const ANCHORS_MAX = 1000;
/** Folders inside a folder; deeper ones are left. */
const DEPTH_MAX = 20;

/** The options that every command about signatures takes. */
export const askedOptions = {
  trust: { type: 'string', multiple: true, default: [] as string[] },
  at: { type: 'string' },
  offline: { type: 'boolean', default: false },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  help: { type: 'boolean', default: false },
} as const;

/** What the verifier is given beside the file. */
export type Asked = {
  readonly anchors: readonly Uint8Array[];
  readonly at: string;
  readonly offline: boolean;
  readonly internalHosts: readonly string[];
};

/** Reads trust and time from the options. Throws `UsageFault` for what gives no certificate or is no time. */
export async function readAsked(
  values: {
    readonly trust: readonly string[];
    readonly at?: string | undefined;
    readonly offline: boolean;
    readonly 'allow-host': readonly string[];
  },
  terminal: Pick<Terminal, 'now'>,
): Promise<Asked> {
  const at = values.at === undefined ? terminal.now() : new Date(values.at);
  if (Number.isNaN(at.getTime())) throw new UsageFault(say('terminal.bad-option', { name: 'at' }));
  const anchors = (await Promise.all(values.trust.map(readTrust))).flat().slice(0, ANCHORS_MAX);
  return { anchors, at: at.toISOString(), offline: values.offline, internalHosts: values['allow-host'] };
}

/** The files that are meant: each file as named, and the PDFs in each folder and below, by name; links are not followed. */
export async function readFiles(paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) throw new UsageFault(say('terminal.needs-files'));
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const found = isFolder ? await pdfsIn(path, DEPTH_MAX) : [path];
    if (found.length === 0) throw new UsageFault(say('terminal.folder-empty', { path }));
    files.push(...found);
    if (files.length > ARGUMENTS_MAX) throw new UsageFault(say('terminal.too-many', { max: ARGUMENTS_MAX }));
  }
  return files;
}

async function pdfsIn(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile() && /\.pdf$/i.test(entry.name)) files.push(path);
    if (entry.isDirectory() && depth > 1) files.push(...(await pdfsIn(path, depth - 1)));
    if (files.length > ARGUMENTS_MAX) break;
  }
  return files;
}

/** Certificates of a file, or of the files directly in a folder. A path that gives none is a mistake worth stopping for. */
export async function readTrust(path: string): Promise<Uint8Array[]> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const files = isFolder ? (await readdir(path)).map((name) => join(path, name)) : [path];
    const found = await Promise.all(files.map(readCertificates));
    if (found.flat().length > 0) return found.flat();
  } catch (fault) {
    throw new UsageFault(sayFault('terminal.trust-unreadable', { path }), { cause: fault });
  }
  throw new UsageFault(sayFault('terminal.trust-unreadable', { path }));
}

async function readCertificates(file: string): Promise<Uint8Array[]> {
  const { size } = await stat(file);
  if (size > TRUST_FILE_BYTES_MAX || !/\.(?:pem|cer|crt|der)$/i.test(file)) return [];
  return readCertificateFile(await readFile(file)).map(({ der }) => der);
}
