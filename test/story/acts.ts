import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { members } from '../../src/server/trial/sample/cast.ts';
import { TRIAL_PASSPHRASE } from '../../src/shared/trial-passphrase.ts';
import { say } from '../../src/shared/words/vi.ts';
import { answerPaper, incomingPaper } from './documents.ts';
import { storedPdf } from './judged.ts';
import type { Province, Who } from './province.ts';
import { sitAtWindow, type Window } from './windows.ts';

const QUESTION = 'Rà soát tỷ lệ gửi nhận văn bản điện tử quý IV';
const ANSWER = 'Phúc đáp về tỷ lệ văn bản điện tử quý IV năm 2026';
/** The province and the browser that its officials' windows are in. */
export type Stage = { readonly province: Province; readonly browser: Browser };
const at = ({ browser, province }: Stage, who: Who): Promise<Window> => sitAtWindow(browser, province, who);

export async function clerkRegisters(stage: Stage): Promise<void> {
  const clerk = await at(stage, 'commune-clerk');
  await clerk.drop({ name: 'Công văn 412.pdf', bytes: await incomingPaper(QUESTION) });
  await clerk.page.getByLabel('Trích yếu').fill(QUESTION);
  await clerk.page.keyboard.press('Control+Enter');
  await clerk.sees(say('incoming.form.registered', { subject: QUESTION }));
  await clerk.page.context().close();
}

export async function leaderDirects(stage: Stage): Promise<void> {
  const leader = await at(stage, 'commune-leader');
  await leader.open('incoming.registered', QUESTION);
  await leader.press('incoming.direct');
  const dialog = leader.page.getByRole('dialog');
  await dialog.getByLabel(say('direct.text')).fill('Giao chuyên viên tham mưu trả lời đúng hạn.');
  await dialog
    .getByRole('radiogroup', { name: 'Đinh Quang Huân' })
    .getByRole('radio', { name: say('incoming.part.lead') })
    .check();
  await dialog.getByRole('button', { name: '5 ngày' }).click();
  await leader.page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await leader.page.context().close();
}

/** The specialist's replica has the work; then the server is gone, and he goes on. */
export async function specialistAnswersAlone(stage: Stage): Promise<void> {
  const specialist = await at(stage, 'commune-specialist');
  await specialist.open('incoming.mine', QUESTION);
  await stage.province.stop('server');
  await specialist.press('incoming.reply');
  await specialist.page.getByLabel('Trích yếu').fill(ANSWER);
  await specialist.page.getByLabel(say('outgoing.form.notation')).fill('UBND-VP');
  await specialist.page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'Phúc đáp.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await answerPaper(ANSWER)) },
      {
        name: 'Phụ lục.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(await answerPaper(`${ANSWER} (phụ lục)`)),
      },
    ]);
  await specialist.page.getByText('Phụ lục.pdf').first().waitFor();
  await specialist.page.getByRole('button', { name: say('outgoing.form.saveAndSubmit') }).click();
  await specialist.sees(say('outgoing.form.submitted', { subject: ANSWER }));
  await specialist.page.context().close();
}

/** He reads it to its end in Ký số, and signs what he has read. */
export async function leaderSigns(stage: Stage): Promise<void> {
  const leader = await at(stage, 'commune-leader');
  const { page } = leader;
  await page.getByRole('link', { name: say('nav.sign') }).click();
  const row = page.locator('tr[data-key]', { hasText: ANSWER });
  await row.click();
  await page.locator('figure span').first().waitFor();
  await page.getByRole('region', { name: say('pdf.region') }).focus();
  await page.keyboard.press('End');
  await row.getByText(say('batch.reviewed')).waitFor();
  // Ticked once the file is looked over too.
  await row.getByRole('checkbox', { checked: true }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByLabel(say('sign.secret')).fill(TRIAL_PASSPHRASE);
  await page.keyboard.press('Enter');
  await leader.sees(say('batch.tally.signed', { count: 1 }));
  await leader.page.context().close();
}

export async function clerkIssues(stage: Stage): Promise<void> {
  const clerk = await at(stage, 'commune-clerk');
  await clerk.open('outgoing.signed', ANSWER);
  await clerk.press('outgoing.takeNumber');
  await clerk.open('outgoing.numbered', ANSWER);
  await clerk.press('outgoing.seal');
  await clerk.page.getByLabel(say('sign.secret')).fill(TRIAL_PASSPHRASE);
  await clerk.page.keyboard.press('Enter');
  await clerk.page.getByRole('dialog').waitFor({ state: 'detached' });
  await clerk.open('outgoing.sealed', ANSWER);
  await clerk.press('outgoing.issue');
  await clerk.page.getByLabel(say('dispatch.find')).fill('so kinh te so');
  await clerk.page.getByRole('checkbox', { name: members.department.name, exact: true }).check();
  await clerk.page.getByRole('button', { name: say('dispatch.do', { count: 1 }) }).click();
  await clerk.page.getByRole('dialog').waitFor({ state: 'detached' });
  await clerk.page.context().close();
}

export async function otherClerkRegisters(stage: Stage): Promise<void> {
  const clerk = await at(stage, 'department-clerk');
  await clerk.open('incoming.arrived', ANSWER);
  await clerk.sees('Chữ ký hợp lệ');
  await clerk.press('incoming.register');
  await clerk.page.getByRole('heading', { name: say('incoming.form.registerTitle') }).waitFor();
  await clerk.press('incoming.form.register');
  await clerk.sees(say('incoming.form.registered', { subject: ANSWER }));
  await clerk.page.context().close();
}

export async function senderSeesReceipt(stage: Stage): Promise<void> {
  const clerk = await at(stage, 'commune-clerk');
  await clerk.open('outgoing.dispatched', ANSWER);
  await clerk.page.getByRole('tab', { name: say('outgoing.side.deliveries') }).click();
  await clerk.sees(say('delivery.03'));
  await clerk.page.context().close();
}

export async function changedFileIsRefused(stage: Stage): Promise<void> {
  const sealed = Uint8Array.from(storedPdf(stage.province));
  sealed[10] = (sealed[10] ?? 0) ^ 1;
  const clerk = await at(stage, 'department-clerk');
  await clerk.drop({ name: 'Bản bị sửa.pdf', bytes: sealed });
  await clerk.sees('Chữ ký trên tệp "Bản bị sửa.pdf" không hợp lệ');
  await clerk.page.context().close();
  writeFileSync(join(stage.province.root, 'changed.pdf'), sealed);
}
