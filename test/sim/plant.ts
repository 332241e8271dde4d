import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plants } from './plants.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What a run of the simulator needs of the sources. */
const COPIED = ['src', 'test/sim', 'test/support', 'package.json', 'tsconfig.base.json'] as const;

export type Caught = { readonly isCaught: boolean; readonly said: string };

/** Plants a bug in a copy of the sources and runs stories there until one goes wrong; the copy is thrown away. */
export function runPlanted(name: string, first: number, seeds: number): Caught {
  const changes = Object.hasOwn(plants, name) ? plants[name] : undefined;
  if (!changes) throw new Error(`no plant is called ${name}`);
  const copy = mkdtempSync(join(tmpdir(), 'hamrong-plant-'));
  try {
    for (const part of COPIED) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const { file, find, put } of changes) {
      const text = readFileSync(join(copy, file), 'utf8');
      if (text.split(find).length !== 2)
        throw new Error(`${name}: the place in ${file} is gone; plant it anew`);
      writeFileSync(
        join(copy, file),
        text.replace(find, () => put),
      );
    }
    const args = ['test/sim/main.ts', '--seed', String(first), '--seeds', String(seeds), '--first-failure'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
    return { isCaught: status !== 0, said: `${stdout}${stderr}` };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
