import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { thisMachine } from '../../src/main/hosts/find-browser.ts';
import { say } from '../../src/shared/words/vi.ts';
import { root, runStep } from '../step.ts';
import { isFresh } from './freshness.ts';
import { hasScreen } from './window.ts';

/** A hundred megabytes over an office line; where the network does not allow it at all, it fails sooner. */
const FETCH_TIMEOUT_MS = 3 * 60_000;

const Package = z.object({ version: z.string() });

/**
 * Electron's program with our bundle built, or undefined where it is not there and cannot be fetched. A failed fetch is remembered for that version, so that
 * the next start does not wait for it again.
 */
export async function ensureElectron(
  folder: string,
  errors: number,
  tell: (sentence: string) => void,
): Promise<string | undefined> {
  if (!hasScreen(thisMachine())) return undefined;
  const home = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const { version } = Package.parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')));
  const failed = join(folder, 'electron-not-fetched');
  const wasTried = existsSync(failed) && readFileSync(failed, 'utf8') === version;
  if (!programIn(home) && !wasTried) {
    tell(say('start.fetching-electron'));
    spawnSync(process.execPath, [join(home, 'install.js')], {
      stdio: ['ignore', errors, errors],
      timeout: FETCH_TIMEOUT_MS,
    });
  }
  const program = programIn(home);
  if (!program) {
    writeFileSync(failed, version);
    tell(say('start.no-electron'));
    return undefined;
  }
  return buildShell() ? program : undefined;
}

function programIn(home: string): string | undefined {
  const path = join(home, 'path.txt');
  if (!existsSync(path)) return undefined;
  const program = join(home, 'dist', readFileSync(path, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

function buildShell(): boolean {
  const sources = ['src/main', 'src/shared', 'src/signatures', 'vite.electron.config.ts'].map((path) =>
    join(root, path),
  );
  if (isFresh(join(root, 'dist/electron/preload.cjs'), sources)) return true;
  const build = ['build', '--logLevel=error', '--config', 'vite.electron.config.ts'];
  return (
    runStep('electron', 'vite/bin/vite.js', build) === 0 &&
    runStep('preload', 'vite/bin/vite.js', [...build, '--mode', 'preload']) === 0
  );
}
