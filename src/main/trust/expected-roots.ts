import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { assert } from '../../shared/assert.ts';
import { ExpectedRoot } from '../../shared/contract/trust.ts';

const FILE = join('assets', 'trust', 'expected-roots.json');
/** From here to the program's own folder, whether it runs from its sources or bundled. */
const STEPS_MAX = 6;

/** The roots that the program knows by name only (assets/trust/README.md). */
export function expectedRoots(): readonly ExpectedRoot[] {
  let folder = import.meta.dirname;
  for (let step = 0; step < STEPS_MAX && !existsSync(join(folder, FILE)); step++) folder = dirname(folder);
  const file = join(folder, FILE);
  assert(existsSync(file), 'the program was packed without assets/trust');
  return z.array(ExpectedRoot).parse(JSON.parse(readFileSync(file, 'utf8')));
}
