import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../../shared/errors.ts';
import type { Converter } from '../ports.ts';

/** A long report with pictures takes seconds; what takes longer is broken or hostile. */
export const CONVERT_MS_MAX = 90_000;
const WAITING_MAX = 20;
const PDF_BYTES_MAX = 200 * 1024 * 1024;

export type LibreOfficeOptions = {
  /** A folder of the profile's own. The documents in it are removed; LibreOffice's settings stay, which halves the next start. */
  readonly folder: string;
  /** Instead of the one that is looked for. */
  readonly program?: string | undefined;
  readonly timeoutMs?: number;
};

/**
 * DOCX to PDF by the machine's own LibreOffice, in a process of its own with a profile of its own: it neither meets nor changes the official's. Macros are off, nothing
 * is fetched that the document names. One document at a time. Later: Word, where Windows has it. Throws `convert.no-program`, `convert.busy`, `convert.failed`, `convert.timed-out`.
 */
export function libreOffice({ folder, program, timeoutMs = CONVERT_MS_MAX }: LibreOfficeOptions): Converter {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (docx) => {
    const found = program ?? findLibreOffice();
    if (!found || !existsSync(found)) return Promise.reject(new AppError('convert.no-program'));
    if (waiting >= WAITING_MAX) return Promise.reject(new AppError('convert.busy'));
    waiting += 1;
    const turn = last.then(() => convertIn(folder, found, docx, timeoutMs));
    last = turn
      .catch(() => undefined)
      .finally(() => {
        waiting -= 1;
      });
    return turn;
  };
}

async function convertIn(folder: string, program: string, docx: Uint8Array, timeoutMs: number) {
  const work = join(folder, 'work');
  const profile = join(folder, 'profile');
  const drop = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await drop(work);
  await mkdir(work, { recursive: true, mode: 0o700 });
  try {
    await mkdir(join(profile, 'user'), { recursive: true, mode: 0o700 });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
    await writeFile(join(work, 'document.docx'), docx, { mode: 0o600 });
    await run(program, argumentsFor(work, profile), timeoutMs);
    const made = join(work, 'document.pdf');
    const size = await stat(made).then(
      (found) => found.size,
      () => 0,
    );
    if (size === 0 || size > PDF_BYTES_MAX) throw new AppError('convert.failed');
    return new Uint8Array(await readFile(made));
  } catch (problem) {
    // What a killed program left there must not spoil the next document.
    await drop(profile);
    throw problem;
  } finally {
    await drop(work);
  }
}

const argumentsFor = (work: string, profile: string): readonly string[] => [
  `-env:UserInstallation=${pathToFileURL(profile).href}`,
  '--headless',
  '--norestore',
  '--nolockcheck',
  '--nodefault',
  '--convert-to',
  'pdf:writer_pdf_Export',
  '--outdir',
  work,
  join(work, 'document.docx'),
];

const run = (program: string, args: readonly string[], timeoutMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const isWindows = process.platform === 'win32';
    // A group of its own, because the program starts others: all of them end with it.
    const child = spawn(program, args, { stdio: 'ignore', detached: !isWindows, windowsHide: true });
    const end = () => {
      if (child.pid === undefined) return;
      if (isWindows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
      else process.kill(-child.pid, 'SIGKILL');
    };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, timeoutMs);
    child.once('error', (cause) => {
      clearTimeout(timer);
      reject(new AppError('convert.failed', {}, { cause }));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      if (isLate) reject(new AppError('convert.timed-out', { seconds: Math.ceil(timeoutMs / 1000) }));
      else if (code === 0) resolve();
      else reject(new AppError('convert.failed'));
    });
  });

const setting = (path: string, name: string, value: string): string =>
  `<item oor:path="/org.openoffice.Office.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/** No macro runs, no link or picture from elsewhere is fetched, nothing is updated. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${[
  setting('Common/Security/Scripting', 'DisableMacrosExecution', 'true'),
  setting('Common/Security/Scripting', 'MacroSecurityLevel', '3'),
  setting('Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
  setting('Common/Security/Scripting', 'DisableActiveContent', 'true'),
  setting('Writer/Content/Update', 'Link', '0'),
].join('\n')}
</oor:items>
`;

/** Where LibreOffice stands on this machine; undefined where it is not. */
export function findLibreOffice(): string | undefined {
  if (process.platform === 'win32')
    return [process.env['ProgramFiles'], process.env['ProgramFiles(x86)']]
      .flatMap((root) => (root ? [join(root, 'LibreOffice', 'program', 'soffice.exe')] : []))
      .find((path) => existsSync(path));
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/Applications/LibreOffice.app/Contents/MacOS',
  ];
  return folders.map((each) => join(each, 'soffice')).find((path) => existsSync(path));
}
