import { expect } from 'vitest';
import { LocalDate } from '../../src/shared/domain/core/values.ts';
import { say } from '../../src/shared/words/vi.ts';
import { PASSPHRASE } from '../support/signing-office.ts';
import { begin } from './counting.ts';
import { job } from './job.ts';
import { assigned, outgoing, registered, TODAY, task } from './papers.ts';
import { batchOn, dialogGone, dialogReady, placeOf, ready, setStage } from './stage.ts';

const at = setStage('leader');
const LATE = LocalDate.parse('2026-11-16');

job('lãnh đạo 1', async () => {
  const { open, invoke } = at();
  await registered(at(), 'Xin chủ trương sửa trụ sở');
  await outgoing(at(), 'V/v phân công trực Tết');
  await task(at(), 'Rà soát quy hoạch', { dueOn: LATE });
  const page = await open('/today');
  await begin(page);
  const figures = page.getByRole('list', { name: say('today.figures') });
  await figures.getByRole('link').first().waitFor();
  const counts = {
    directed: (await invoke('incoming.countViews', {})).registered,
    signed: (await invoke('outgoing.countViews', {})).submitted,
    late: (await invoke('task.countViews', {})).late,
  };
  const shown = async (name: string) => figures.getByRole('link', { name }).textContent();
  expect(await shown(say('today.incoming.registered'))).toMatch(new RegExp(`^${String(counts.directed)}`));
  expect(await shown(say('today.outgoing.submitted'))).toMatch(new RegExp(`^${String(counts.signed)}`));
  expect(await shown(say('today.task.late'))).toMatch(new RegExp(`^${String(counts.late)}`));
  expect(counts).toEqual({ directed: 1, signed: 1, late: 1 });
  return { page, endState: counts };
});

job('lãnh đạo 2', async () => {
  const { openAt, when, invoke } = at();
  await registered(at(), 'Quy hoạch mạng lưới giao thông');
  await registered(at(), 'Quy hoạch khu dân cư');
  const { rows } = await invoke('incoming.list', { view: 'registered', limit: 2 });
  const [first, second] = rows;
  if (!first || !second) throw new Error('two wait');
  const page = await openAt(
    placeOf('incoming', 'registered', first.documentId),
    first.documentId,
    first.subject,
  );
  const pages = page.locator('[data-pane=reading] section[tabindex="0"]');
  await page.locator('figure span').first().waitFor();
  // Read page by page to its end.
  const isAtEnd = () => pages.evaluate((all) => all.scrollTop + all.clientHeight >= all.scrollHeight - 2);
  while (!(await isAtEnd())) await page.keyboard.press('Space');
  await page.getByRole('heading', { name: first.subject }).waitFor();
  await begin(page);
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: second.subject }).waitFor();
  const { row } = await when(
    'incoming.get',
    { documentId: second.documentId },
    (detail) => detail.row.isRead,
  );
  expect(row.isRead).toBe(true);
  return { page, endState: { open: row.subject, isRead: row.isRead } };
});

job('lãnh đạo 3', async () => {
  const { openAt, when, lab } = at();
  const [before, subject] = ['Đề nghị hỗ trợ đường truyền', 'Đề nghị hỗ trợ thiết bị họp trực tuyến'];
  const usual = 'Giao tham mưu văn bản trả lời.';
  const [beforeId, documentId] = [await registered(at(), before), await registered(at(), subject)];
  // What he gives today for the first time, to whom and for how long, is a phrase from then on.
  const page = await openAt(placeOf('incoming', 'registered', beforeId), beforeId, before);
  const dialog = page.getByRole('dialog');
  await ready(page, 'incoming.direct').click();
  await dialog.getByLabel(say('direct.text')).fill(usual);
  const who = dialog.getByRole('radiogroup', { name: 'Người specialist' });
  await who.getByRole('radio', { name: say('incoming.part.lead') }).click();
  await dialog.getByRole('button', { name: say('direct.days', { days: 5 }) }).click();
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  await page.locator(`[data-key="${documentId}"]`).click();
  await page.getByRole('heading', { name: subject }).waitFor();
  await ready(page, 'incoming.direct').waitFor();
  await begin(page);
  await page.keyboard.press('Alt+1');
  await dialogReady(page, say('direct.do', { count: 1 }));
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { row, document, assignments, directives } = await when(
    'incoming.get',
    { documentId },
    (detail) => detail.row.state === 'assigned',
  );
  expect([document.leadId, directives[0]?.text]).toEqual([lab.office.people.specialist.id, usual]);
  return { page, endState: { state: row.state, text: directives[0]?.text, dueOn: assignments[0]?.dueOn } };
});

job('lãnh đạo 4', async () => {
  const { openAt, when, lab } = at();
  const subject = 'Đề nghị phối hợp khảo sát giá đất';
  const documentId = await registered(at(), subject);
  const page = await openAt(placeOf('incoming', 'registered', documentId), documentId, subject);
  await ready(page, 'incoming.direct').waitFor();
  await begin(page);
  await page.keyboard.press('F4');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('direct.text')).waitFor();
  await dialog.getByRole('radiogroup', { name: 'Người specialist' }).waitFor();
  await page.keyboard.type('@specialist chu tri khao sat, @KT phoi hop #28/11');
  await dialogReady(page, say('direct.do', { count: 2 }));
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { row, document, assignments, directives } = await when(
    'incoming.get',
    { documentId },
    (detail) => detail.row.state === 'assigned',
  );
  expect([document.leadId, directives[0]?.text]).toEqual([
    lab.office.people.specialist.id,
    'Người specialist chu tri khao sat, Phòng Kinh tế phoi hop hạn 28/11/2026',
  ]);
  expect(
    Object.fromEntries(assignments.map(({ unitName, part, dueOn }) => [part, [unitName, dueOn]])),
  ).toEqual({
    lead: [undefined, '2026-11-28'],
    supporting: ['Phòng Kinh tế', '2026-11-28'],
  });
  return { page, endState: { state: row.state, holder: row.holder?.fullName, dueOn: assignments[0]?.dueOn } };
});

job('lãnh đạo 5', async () => {
  const { openAt, when } = at();
  const subject = 'V/v mời họp thẩm định';
  const documentId = await outgoing(at(), subject);
  const page = await openAt(placeOf('outgoing', 'submitted', documentId), documentId, subject);
  await ready(page, 'outgoing.sign').waitFor();
  await begin(page);
  await page.keyboard.press('F8');
  await page.getByLabel(say('sign.secret')).waitFor();
  await page.keyboard.type(PASSPHRASE);
  await dialogReady(page, say('sign.do'));
  await page.keyboard.press('Enter');
  await dialogGone(page);
  const { row, versions } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.row.state === 'signed',
  );
  expect(versions.at(-1)?.origin).toBe('signed');
  return { page, endState: { state: row.state, verdict: row.verdict } };
});

job('lãnh đạo 6', async () => {
  const { open, when, invoke } = at();
  for (const each of ['an ninh', 'y tế', 'giáo dục']) await outgoing(at(), `V/v báo cáo công tác ${each}`);
  const { rows } = await invoke('signing.listToSign', { role: 'person' });
  const count = rows.length;
  const page = await open('/sign?role=person');
  await page.getByText(say('batch.waiting', { count })).waitFor();
  await begin(page);
  await ready(page, 'batch.allow').click();
  // Ticked by themselves, once each file is looked over.
  await ready(page, 'batch.sign', { count }).waitFor();
  await page.keyboard.press('F8');
  await page.getByLabel(say('sign.secret')).waitFor();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: say('batch.tally.signed', { count }) }).waitFor();
  const batchId = batchOn(page);
  const { batch } = await when('signing.getBatch', { batchId }, (answer) => answer.batch?.state === 'done');
  expect(batch?.items.map(({ state }) => state)).toEqual(rows.map(() => 'signed'));
  return { page, endState: { state: batch?.state, signed: batch?.items.length } };
});

job('lãnh đạo 7', async () => {
  const { openAt, when } = at();
  const subject = 'V/v điều chỉnh kế hoạch vốn';
  const documentId = await outgoing(at(), subject);
  const page = await openAt(placeOf('outgoing', 'submitted', documentId), documentId, subject);
  await ready(page, 'outgoing.return').waitFor();
  await begin(page);
  await page.keyboard.press('Shift+F8');
  await dialogReady(page, say('return.do'));
  await page.getByRole('button', { name: say('return.reason.content') }).click();
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { document } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.row.state === 'returned',
  );
  expect(document.returnedReason).toBe(say('return.reason.content'));
  return { page, endState: { state: document.state, reason: document.returnedReason } };
});

job('lãnh đạo 8', async () => {
  const { open, when } = at();
  const page = await open('/authority');
  await ready(page, 'delegation.add').waitFor();
  await begin(page);
  await ready(page, 'delegation.add').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().waitFor();
  await page.keyboard.type('le thi pho');
  await dialog.getByRole('radio', { name: /^Lê Thị Phó/, checked: true }).waitFor();
  await dialog.getByRole('textbox', { name: say('delegation.field.to') }).click();
  await page.keyboard.type('30/11/2026');
  await dialog.getByRole('textbox', { name: say('delegation.field.basis') }).click();
  await page.keyboard.type('Quyet dinh so 15/QD-UBND');
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { delegations } = await when(
    'office.listDelegations',
    {},
    (answer) => answer.delegations.length === 1,
  );
  expect(delegations[0]).toMatchObject({
    ...{ official: { fullName: 'Lê Thị Phó' }, state: 'in-force' },
    delegation: { form: 'KT.', from: TODAY, to: '2026-11-30', typeNames: [] },
  });
  return {
    page,
    endState: { official: delegations[0]?.official?.fullName, to: delegations[0]?.delegation.to },
  };
});

job('lãnh đạo 9', async () => {
  const { open, invoke } = at();
  const officials = await invoke('office.listOfficials', {});
  const leadId = officials.find(({ official }) => official.fullName === 'Đinh Quang Huân')?.officialId;
  if (!leadId) throw new Error('the unit has its head');
  await task(at(), 'Giải phóng mặt bằng cầu Hàm Rồng', { dueOn: LATE, leadId });
  await task(at(), 'Tổng hợp đơn thư', { dueOn: LATE });
  const page = await open('/today');
  const figures = page.getByRole('list', { name: say('today.figures') });
  await figures.getByRole('link', { name: say('today.task.late') }).waitFor();
  await begin(page);
  await figures.getByRole('link', { name: say('today.task.late') }).click();
  await page.getByRole('row', { name: /^Phòng Kinh tế/ }).waitFor();
  await page.getByRole('row', { name: new RegExp(`^${say('task.noUnit')}`) }).waitFor();
  const { rows } = await invoke('task.list', { view: 'late', limit: 50 });
  expect(await page.locator('[role=row][data-key]').count()).toBe(rows.length);
  return {
    page,
    endState: { late: rows.length, ofUnit: rows.filter(({ lead }) => lead?.officialId === leadId).length },
  };
});

job('lãnh đạo 10', async () => {
  const { open, when, invoke } = at();
  await task(at(), 'Rà soát hồ sơ tồn đọng', { dueOn: LATE, state: 'in-progress', percent: 20 });
  const { rows } = await invoke('task.list', { view: 'late', limit: 50 });
  const count = rows.length;
  const page = await open('/tasks?view=late');
  const first = page.locator('[role=row][data-key]').first();
  await first.focus();
  await begin(page);
  await page.keyboard.press('Control+A');
  await page.getByText(say('task.marks', { count })).waitFor();
  await page.keyboard.press('Control+Shift+D');
  await dialogReady(page, say('task.chase.many', { count }));
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  for (const { taskId } of rows)
    await when('task.get', { taskId }, ({ events }) => events.some(({ what }) => what === 'chase'));
  const details = await Promise.all(rows.map(({ taskId }) => invoke('task.get', { taskId })));
  expect(details.map(({ task: { chasedOn } }) => chasedOn)).toEqual(rows.map(() => TODAY));
  return { page, endState: { chased: details.length } };
});

job('lãnh đạo 11', async () => {
  const { openAt, invoke } = at();
  const subject = 'Kiến nghị của cử tri xã Yên Ỡm';
  const documentId = await assigned(at(), subject);
  const page = await openAt(placeOf('incoming', 'all', documentId), documentId, subject);
  await begin(page);
  const side = page.locator('[data-pane=side]');
  await side.getByText(say('incoming.side.holder')).waitFor();
  const { row } = await invoke('incoming.get', { documentId });
  expect(row.holder?.fullName).toBe('Người specialist');
  await side.getByText('Người specialist', { exact: true }).first().waitFor();
  return { page, endState: { holder: row.holder?.fullName } };
});

job('lãnh đạo 12', async () => {
  const { open, invoke } = at();
  const subject = 'Đề nghị thống kê hộ kinh doanh';
  await registered(at(), subject);
  const page = await open('/today');
  await page.getByRole('list', { name: say('today.figures') }).waitFor();
  await begin(page);
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: say('documents.tab.documents') }).click();
  const [group, what] = [say('documents.whole'), say('documents.total')];
  const book = page.getByRole('region', { name: say('documents.incoming'), exact: true });
  const total = book.getByRole('button', { name: new RegExp(`${group}.*${what}|${what}.*${group}`) });
  await total.click();
  await page.getByRole('dialog').getByText(subject).waitFor();
  const month = { from: LocalDate.parse('2026-11-01'), to: LocalDate.parse('2026-11-30') };
  const { rows, count } = await invoke('report.listDocuments', { ...month, book: 'incoming', limit: 200 });
  expect(rows.map((row) => row.subject)).toContain(subject);
  expect(await page.getByRole('dialog').locator('tbody tr').count()).toBe(count);
  return { page, endState: { listed: count } };
});
