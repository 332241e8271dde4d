import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findHelp, helpFor, helpPages } from '../../src/shared/words/help/help.ts';
import { guideFiles, pictured } from '../ui/guide-text.ts';

const root = join(import.meta.dirname, '../..');
const routes = [
  ...readFileSync(join(root, 'src/renderer/app/router.tsx'), 'utf8').matchAll(/^ {2}path: '([^']+)',$/gm),
].map(([, path = '']) => path);

test('every route of the window has one page of help, and no page is of a route that is not there', () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => !helpFor(route))).toEqual([]);
  const explained = helpPages.flatMap((page) => page.routes);
  expect(explained.filter((route) => !routes.includes(route))).toEqual([]);
  expect(new Set(explained).size).toBe(explained.length);
});

test('help is found without marks, by every word, titles first', () => {
  expect(findHelp('giu so khi mat mang').map(({ id }) => id)).toContain('so-dang-ky');
  expect(findHelp('KY SO').at(0)?.id).toBe('ky-so');
  expect(findHelp('bút phê').map(({ id }) => id)).toContain('van-ban-den');
  expect(findHelp('xyzq')).toEqual([]);
  expect(findHelp('  ')).toHaveLength(helpPages.length);
});

test('docs/huong-dan says what F1 says: written anew by `npm run guide`', () => {
  const folder = join(root, 'docs/huong-dan');
  const files = guideFiles();
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .sort(),
  ).toEqual([...files.keys()].sort());
  for (const [name, text] of files) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text);
  for (const id of Object.keys(pictured))
    expect(existsSync(join(folder, 'images', `${id}.png`)), id).toBe(true);
});
