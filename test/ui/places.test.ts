import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Places } from '../../src/shared/signature/places.ts';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';
import { offencesOn } from './judge.ts';

const shown = openWindow();
const PATIENCE = { timeout: 120_000 };
const POINTS_PER_MM = 72 / 25.4;

const draft = (n: number) => `/outgoing?view=draft&id="${uuid(n)}"`;
const openBoxes = async (): Promise<Page> => {
  const page = await shown.open('specialist', draft(3000));
  await page.getByRole('button', { name: 'Trình ký' }).click();
  await page.getByRole('button', { name: /^Ô Chữ ký/ }).waitFor();
  return page;
};
const submitted = async (): Promise<Places> => {
  const input = (await shown.called('specialist', 'outgoing.submitForSignature')).at(-1);
  if (!input) throw new Error('nothing was submitted');
  return (input as { places: Places }).places;
};

test(
  'a drafter moves a box by keys and by mouse, puts all back, and submits what he sees',
  PATIENCE,
  async () => {
    const page = await openBoxes();
    const person = page.getByRole('button', { name: /^Ô Chữ ký/ });
    await person.focus();
    const before = await person.getAttribute('aria-label');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'Đặt lại theo đề xuất' }).click();
    expect(await person.getAttribute('aria-label')).toBe(before);
    await person.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
    expect(await person.getAttribute('aria-label')).not.toBe(before);
    const seal = await page.getByRole('button', { name: /^Ô Dấu cơ quan/ }).boundingBox();
    if (!seal) throw new Error('the seal is shown');
    await page.mouse.move(seal.x + 8, seal.y + seal.height - 8);
    await page.mouse.down();
    await page.mouse.move(seal.x - 72, seal.y + seal.height - 48, { steps: 5 });
    await page.mouse.up();
    expect(await offencesOn(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { person: at, seal: sealAt } = await submitted();
    expect([at.x, at.y]).toEqual([
      expect.closeTo(372 + 2 * POINTS_PER_MM, 1),
      expect.closeTo(236 - 5 * POINTS_PER_MM, 1),
    ]);
    expect(sealAt.x).toBeLessThan(300);
    expect(sealAt.y).toBeGreaterThan(230);
    await page.context().close();
  },
);
