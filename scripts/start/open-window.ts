import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser, thisMachine } from '../../src/main/hosts/find-browser.ts';
import { say } from '../../src/shared/words/vi.ts';
import { root } from '../step.ts';
import { type Child, startChild } from './child.ts';
import { browserArgs, hasScreen } from './window.ts';

type Tell = (sentence: string) => void;
const isRoot = (): boolean => process.getuid?.() === 0;

export function openElectronWindow(
  program: string,
  profiles: string,
  server: string,
  errors: number,
  tell: Tell,
): Child {
  if (isRoot()) tell(say('start.no-sandbox'));
  tell(say('start.window', { program: 'Electron' }));
  const args = [root, `--profiles=${profiles}`, `--server=${server}`, ...(isRoot() ? ['--no-sandbox'] : [])];
  return startChild({ name: 'window', program, args, errors, stopsBy: 'signal', onLine: () => undefined });
}

/** An installed browser as an application window; undefined where there is no screen or no browser, and none can be installed. */
export async function openBrowserWindow(
  ask: () => Promise<string>,
  folder: string,
  errors: number,
  tell: Tell,
): Promise<Child | undefined> {
  const machine = thisMachine();
  if (!hasScreen(machine)) return undefined;
  const program = findBrowser(machine) ?? installBrowser();
  if (!program) return undefined;
  if (isRoot()) tell(say('start.no-sandbox'));
  const args = browserArgs(await ask(), join(folder, 'window'), isRoot());
  tell(say('start.window', { program }));
  return startChild({ name: 'window', program, args, errors, stopsBy: 'signal', onLine: () => undefined });
}

/** As root on Debian it is installed, aloud; otherwise the command to do so is printed. */
function installBrowser(): string | undefined {
  spawnSync(process.execPath, [join(root, 'scripts/system.mjs'), 'start'], { stdio: ['ignore', 2, 2] });
  return findBrowser(thisMachine());
}
