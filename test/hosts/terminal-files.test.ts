import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeNew } from '../../src/main/hosts/terminal/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-terminal-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file that appeared since the name was found free is not written over, and nothing is left beside it', async () => {
  const path = join(folder, 'ra.pdf');
  writeFileSync(path, 'của người khác');
  await expect(writeNew(path, Buffer.from('mới'))).rejects.toMatchObject({ code: 'terminal.output-exists' });
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['của người khác', ['ra.pdf']]);
  await writeNew(join(folder, 'khac.pdf'), Buffer.from('mới'));
  expect(readdirSync(folder).toSorted()).toEqual(['khac.pdf', 'ra.pdf']);
});
