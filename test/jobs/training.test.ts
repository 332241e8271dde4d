import { expect, test } from 'vitest';
import { openTraining } from '../ui/training-looks.ts';
import { registered } from './papers.ts';
import { placeOf, setStage } from './stage.ts';

const at = setStage('clerk');

test('an exercise is marked by itself in the panel, and is open again when it is begun anew', async () => {
  const { openAt, when } = at();
  const subject = 'Để gắn cờ theo dõi';
  const documentId = await registered(at(), subject);
  const page = await openAt(placeOf('incoming', 'all', documentId), documentId, subject);
  await openTraining(page);
  const panel = page.getByRole('complementary', { name: 'Tập việc' });
  await panel.getByRole('button', { name: /4\. Gắn cờ/ }).click();
  await panel.getByText('0/12 bài').waitFor();
  await page.locator(`[data-key="${documentId}"]`).focus();
  await page.keyboard.press('Insert');
  await when('incoming.get', { documentId }, ({ row }) => row.isFlagged === true);
  await panel.getByText('1/12 bài').waitFor();
  await panel.getByRole('heading', { name: /Đã xong 4\./ }).waitFor();
  // It stays so in a window begun anew.
  await page.reload();
  await panel.getByText('1/12 bài').waitFor();
  await panel.getByRole('button', { name: 'Làm lại' }).click();
  await panel.getByText('0/12 bài').waitFor();
  await panel.getByRole('button', { name: 'Tới nơi làm' }).click();
  await page.waitForURL(/#\/incoming\?view=all$/);
  expect(await panel.getByRole('listitem').count()).toBe(12);
});

test('what was just done is named, and taken back by Ctrl+Z, but not while a text is typed', async () => {
  const { openAt, when } = at();
  const subject = 'Gắn nhầm cờ';
  const documentId = await registered(at(), subject);
  const page = await openAt(placeOf('incoming', 'all', documentId), documentId, subject);
  const row = page.locator(`[data-key="${documentId}"]`);
  await page.getByRole('button', { name: 'Thêm thao tác' }).first().waitFor();
  await row.focus();
  await page.keyboard.press('Insert');
  await page.getByText('Gắn cờ “Gắn nhầm cờ”').waitFor();
  await when('incoming.get', { documentId }, (detail) => detail.row.isFlagged === true);
  await page.keyboard.press('Control+e');
  await page.keyboard.press('Control+z');
  expect((await at().invoke('incoming.get', { documentId })).row.isFlagged).toBe(true);
  await row.focus();
  await page.keyboard.press('Control+z');
  await when('incoming.get', { documentId }, (detail) => detail.row.isFlagged !== true);
  await page.getByText('Đã hoàn tác: Gắn cờ “Gắn nhầm cờ”').waitFor();
  expect(await page.getByRole('button', { name: 'Hoàn tác' }).count()).toBe(0);
});
