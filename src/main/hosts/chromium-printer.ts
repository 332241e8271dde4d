import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../../shared/errors.ts';
import type { Ports } from '../ports.ts';
import { findBrowser, thisMachine } from './find-browser.ts';

/** A thousand pages take a minute; a browser that says nothing for longer is stuck. */
const PRINT_MS_MAX = 5 * 60_000;
/** Windows lets go of a folder only some time after its process has ended. */
const REMOVE_AGAIN = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 } as const;

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  '--disable-extensions',
  '--disable-component-update',
  '--disable-background-networking',
  // The page's own content policy allows no script and nothing to fetch; no name would be found either.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-pdf-header-footer',
  // A tag for each cell makes a register's file ten times as large and as slow.
  '--disable-pdf-tagging',
];

/**
 * Prints by the Chromium, Chrome or Edge of this machine, without a window: the page lies for that time in a folder of its own that only this user may read, and is gone
 * afterwards. Throws `print.no-browser`, `print.failed`.
 */
export function chromiumPrinter(browser = findBrowser(thisMachine()), root = tmpdir()): Ports['printPage'] {
  // Each run starts a whole browser: one at a time is what a small machine bears.
  let last: Promise<unknown> = Promise.resolve();
  return (html) => {
    const turn = last.then(() => print(browser, root, html));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function print(browser: string | undefined, root: string, html: string): Promise<Uint8Array> {
  if (!browser) throw new AppError('print.no-browser');
  const folder = await mkdtemp(join(root, 'hamrong-print-'));
  try {
    const [page, printed] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html, { mode: 0o600 });
    await run(browser, [
      ...FLAGS,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      `--print-to-pdf=${printed}`,
      pathToFileURL(page).href,
    ]);
    return new Uint8Array(await readFile(printed));
  } catch (cause) {
    throw new AppError('print.failed', {}, { cause, retryable: true });
  } finally {
    await rm(folder, REMOVE_AGAIN);
  }
}

const run = (program: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(program, args, { timeout: PRINT_MS_MAX, killSignal: 'SIGKILL', windowsHide: true }, (fault) => {
      if (fault) reject(fault);
      else resolve();
    });
  });
