import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientFailpoints, serverFailpoints } from '../../src/shared/failpoints.ts';

test('docs/sync.md says of every failpoint what must hold after it, and of nothing else', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/sync.md'), 'utf8');
  const section = page.slice(page.indexOf('## Failpoints'), page.indexOf('## How it is tried'));
  const named = [...section.matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual([...clientFailpoints, ...serverFailpoints]);
});
