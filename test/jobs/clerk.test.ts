import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { DeliveryId, LocalDate, MessageId } from '../../src/shared/domain/core/values.ts';
import { say } from '../../src/shared/words/vi.ts';
import { incomingPaper } from '../story/documents.ts';
import { dropFiles } from '../support/drop-files.ts';
import { asFile, run } from '../support/judges.ts';
import { PASSPHRASE } from '../support/signing-office.ts';
import { sha, uuid } from '../support/world.ts';
import { begin } from './counting.ts';
import { job } from './job.ts';
import { incoming, outgoing, registered, signed, TODAY } from './papers.ts';
import { batchOn, dialogGone, dialogReady, PATIENCE, placeOf, ready, setStage } from './stage.ts';

const at = setStage('clerk');

const textOf = (pdf: Uint8Array): Promise<string> =>
  asFile(pdf, async (file) => (await run('pdftotext', '-layout', file, '-')).out.normalize('NFC'));

/** Registering begins in the list; its form stands when the book has said its next number. */
async function formStands(page: Awaited<ReturnType<ReturnType<typeof at>['open']>>): Promise<void> {
  await page.getByRole('heading', { name: say('incoming.form.registerTitle') }).waitFor();
  await ready(page, 'incoming.form.register').waitFor();
}

/** First, while the book is empty: what the others are given comes behind it. */
job('văn thư 10', async () => {
  const { open, invoke, when, app, lab } = at();
  const registerId = lab.office.book('outgoing');
  // A word each: the column breaks longer ones.
  const [older, thisMonth] = ['Lâm-nghiệp', 'Thủy-lợi'];
  const given = (number: number, issuedOn: LocalDate) =>
    ({ state: 'dispatched', registerId, number, issuedOn, dispatchedOn: issuedOn }) as const;
  await outgoing(at(), older, given(1, LocalDate.parse('2026-10-30')));
  await outgoing(at(), thisMonth, given(2, TODAY));
  const { server } = lab.office;
  const book = server.body('register', registerId);
  if (!book) throw new Error('the office has its book');
  server.put('register', registerId, { ...book, next: 3, lastIssuedOn: TODAY });
  await app.synchronise();
  await when('office.listRegisters', { book: 'outgoing' }, ([each]) => each?.next === 3);
  const page = await open('/incoming?view=arrived');
  await page.getByRole('heading', { name: say('incoming.title') }).waitFor();
  await begin(page);
  await page.getByRole('link', { name: say('nav.books') }).click();
  await page.getByRole('table', { name: say('books.list') }).waitFor();
  await page.keyboard.press('Control+P');
  await dialogReady(page, say('books.print'));
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+Enter');
  const name = (await saved).suggestedFilename();
  await dialogGone(page);
  const text = await textOf(readFileSync(await (await saved).path()));
  expect([text.includes(thisMonth), text.includes(older)]).toEqual([true, false]);
  const period = { from: LocalDate.parse('2026-11-01'), to: LocalDate.parse('2026-11-30') };
  const again = await invoke('register.export', { registerId, form: 'register', format: 'pdf', period });
  expect(again.name).toBe(name);
  return { page, endState: { saved: name, period } };
});

job('văn thư 1', async () => {
  const { openAt, when } = at();
  const subject = 'Rà soát thủ tục hành chính năm 2026';
  const documentId = await incoming(at(), subject);
  const page = await openAt(placeOf('incoming', 'arrived', documentId), documentId, subject);
  await begin(page);
  await ready(page, 'incoming.register').click();
  await formStands(page);
  await page.keyboard.press('Control+Enter');
  const { row } = await when(
    'incoming.get',
    { documentId },
    (detail) => detail.row.arrivalNumber !== undefined,
  );
  expect(row).toMatchObject({ state: 'registered', arrivalNumber: expect.any(Number) });
  return { page, endState: { state: row.state, arrivalNumber: row.arrivalNumber } };
});

job('văn thư 2', async () => {
  const { open, when } = at();
  const subject = 'Rà soát hạ tầng số của các xã';
  const scanned = { name: 'Bản quét 0412.pdf', bytes: await incomingPaper(subject) };
  const page = await open('/incoming?view=arrived');
  await page.getByRole('heading', { name: say('incoming.title') }).waitFor();
  await begin(page);
  await dropFiles(page, scanned);
  await page.getByRole('heading', { name: say('incoming.form.newTitle') }).waitFor();
  await ready(page, 'incoming.form.register').waitFor();
  await expect
    .poll(() => page.getByLabel('Trích yếu').inputValue(), PATIENCE)
    .toContain('Rà soát hạ tầng số');
  await page.getByLabel(say('field.dueOn'), { exact: true }).first().click();
  await page.keyboard.type('30/11/2026');
  await page.keyboard.press('Control+Enter');
  const { rows } = await when('incoming.list', { view: 'registered', limit: 50 }, (list) =>
    list.rows.some((row) => row.subject.includes('hạ tầng số') && row.arrivalNumber !== undefined),
  );
  const row = rows.find((each) => each.subject.includes('hạ tầng số'));
  expect(row).toMatchObject({
    reference: '412/SKTS-CĐS',
    dueOn: '2026-11-30',
    issuedOn: '2026-11-20',
    fileCount: 1,
  });
  return {
    page,
    endState: { state: row?.state, reference: row?.reference, arrivalNumber: row?.arrivalNumber },
  };
});

job('văn thư 3', async () => {
  const { openAt, when } = at();
  const subjects = Array.from({ length: 20 }, (_, index) => `Văn bản chồng thứ ${String(index + 1)}`);
  const waiting = new Map<string, string>();
  for (const subject of subjects) waiting.set(await incoming(at(), subject), subject);
  const { rows } = await at().invoke('incoming.list', { view: 'arrived', limit: 100 });
  const [first] = rows;
  if (!first) throw new Error('twenty wait');
  const page = await openAt(
    placeOf('incoming', 'arrived', first.documentId),
    first.documentId,
    first.subject,
  );
  await begin(page);
  await ready(page, 'incoming.register').click();
  await formStands(page);
  await page.getByLabel(say('incoming.form.continuous')).click();
  for (const { subject } of rows.slice(0, 20)) {
    await expect.poll(() => page.getByLabel('Trích yếu').inputValue(), PATIENCE).toBe(subject);
    await formStands(page);
    await page.keyboard.press('Control+Enter');
  }
  const { rows: registeredRows } = await when('incoming.list', { view: 'registered', limit: 100 }, (list) =>
    [...waiting.keys()].every((id) => list.rows.some((row) => row.documentId === id)),
  );
  const numbers = registeredRows.flatMap(({ documentId, arrivalNumber }) =>
    waiting.has(documentId) ? [arrivalNumber] : [],
  );
  expect(new Set(numbers).size).toBe(20);
  return { page, endState: { registered: numbers.length } };
});

job('văn thư 4', async () => {
  const { openAt, when, invoke } = at();
  const twice = { codeNumber: '7777', codeNotation: 'SKTS-HTS' };
  await registered(at(), 'Triển khai mạng truyền số liệu', twice);
  const subject = 'Triển khai mạng truyền số liệu (gửi lại)';
  const documentId = await incoming(at(), subject, twice);
  const page = await openAt(placeOf('incoming', 'arrived', documentId), documentId, subject);
  await begin(page);
  await ready(page, 'incoming.register').click();
  await formStands(page);
  await page.getByText(new RegExp(`^${say('duplicate.title')}`)).waitFor();
  await page.keyboard.press('Control+Enter');
  const { row } = await when(
    'incoming.get',
    { documentId },
    (detail) => detail.row.arrivalNumber !== undefined,
  );
  const [found] = await invoke('incoming.findDuplicates', {
    ...twice,
    organName: row.organName,
    except: documentId,
  });
  expect([row.state, found?.because]).toEqual(['registered', 'same-reference']);
  return { page, endState: { state: row.state, becauseOf: found?.because } };
});

job('văn thư 5', async () => {
  const { openAt, when, invoke, lab } = at();
  for (const each of ['đất đai', 'môi trường', 'xây dựng'])
    await registered(at(), `Báo cáo tình hình ${each}`);
  const { rows } = await invoke('incoming.list', { view: 'registered', limit: 3 });
  const [first, , third] = rows;
  if (!first || !third) throw new Error('three wait');
  const page = await openAt(
    placeOf('incoming', 'registered', first.documentId),
    first.documentId,
    first.subject,
  );
  await begin(page);
  await page.locator(`[data-key="${third.documentId}"]`).click({ modifiers: ['Shift'] });
  await page.getByText(say('marks.count', { count: 3 })).waitFor();
  await page.keyboard.press('Control+Shift+G');
  await dialogReady(page, say('present.many', { count: 3 }));
  await page.getByRole('option', { name: /^Người leader/ }).waitFor({ state: 'attached' });
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  for (const { documentId } of rows)
    await when('incoming.get', { documentId }, ({ document }) => document.presented !== undefined);
  const details = await Promise.all(rows.map(({ documentId }) => invoke('incoming.get', { documentId })));
  const leaders = details.map(({ document }) => document.presented?.to);
  const known = (await invoke('office.listOfficials', {})).filter(({ official }) =>
    official.roles.includes('leader'),
  );
  expect(leaders).toEqual(rows.map(() => known[0]?.officialId));
  expect(lab.office.server.body('incoming', first.documentId)?.presented?.to).toBe(known[0]?.officialId);
  return { page, endState: { presented: leaders.length } };
});

job('văn thư 6', async () => {
  const { openAt, when, lab } = at();
  const subject = 'Đề nghị thẩm định giá đất năm 2027';
  const presented = { to: lab.office.people.leader.id, by: lab.office.people.clerk.id, at: lab.office.clock };
  const documentId = await registered(at(), subject, { presented });
  const page = await openAt(placeOf('incoming', 'registered', documentId), documentId, subject);
  await ready(page, 'incoming.recordDirective').waitFor();
  await begin(page);
  await ready(page, 'incoming.recordDirective').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radiogroup', { name: 'Phòng Kinh tế' }).waitFor();
  await dialog.getByLabel(say('record.text')).waitFor();
  await page.keyboard.type('Giao Phòng Kinh tế chủ trì, Người specialist phối hợp, trước ngày 28/11.');
  await dialogReady(page, say('direct.do', { count: 2 }));
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { row, sheet, assignments } = await when(
    'incoming.get',
    { documentId },
    (detail) => detail.row.state === 'assigned',
  );
  const shares = assignments.map(({ unitName, to, part, dueOn }) => [
    part,
    [unitName ?? to?.fullName, dueOn],
  ]);
  expect(Object.fromEntries(shares)).toEqual({
    lead: ['Phòng Kinh tế', '2026-11-28'],
    supporting: ['Người specialist', '2026-11-28'],
  });
  expect(sheet.at(-1)).toMatchObject({
    by: { fullName: 'Người leader' },
    recorded: { by: { fullName: 'Người clerk' }, writtenOn: TODAY },
  });
  return {
    page,
    endState: { state: row.state, holder: row.holder?.fullName, recorded: sheet.at(-1)?.recorded },
  };
});

job('văn thư 7', async () => {
  const { openAt, when } = at();
  const subject = 'V/v báo cáo kết quả chuyển đổi số';
  const documentId = await signed(at(), subject);
  const page = await openAt(placeOf('outgoing', 'signed', documentId), documentId, subject);
  await ready(page, 'outgoing.takeNumber').waitFor();
  await begin(page);
  await page.keyboard.press('Control+Shift+N');
  const { document } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.row.state === 'numbered',
  );
  expect(document).toMatchObject({ number: expect.any(Number), issuedOn: TODAY });
  return { page, endState: { state: document.state, number: document.number, issuedOn: document.issuedOn } };
});

job('văn thư 8', async () => {
  const { open, when, invoke } = at();
  for (const number of [21, 22, 23])
    await signed(at(), `V/v trả lời kiến nghị số ${String(number)}`, {
      state: 'numbered',
      number,
      issuedOn: TODAY,
    });
  const { rows } = await invoke('signing.listToSign', { role: 'agency' });
  const count = rows.length;
  const page = await open('/sign?role=agency');
  // Ticked by themselves, once each file is looked over.
  await ready(page, 'batch.seal', { count }).waitFor();
  await begin(page);
  await page.keyboard.press('F8');
  await page.getByLabel(say('sign.secret')).waitFor();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: say('batch.tally.sealed', { count }) }).waitFor();
  const batchId = batchOn(page);
  const { batch } = await when('signing.getBatch', { batchId }, (answer) => answer.batch?.state === 'done');
  expect(batch?.items.map(({ state }) => state)).toEqual(rows.map(() => 'signed'));
  return { page, endState: { state: batch?.state, sealed: batch?.items.length } };
});

job('văn thư 9', async () => {
  const { openAt, when } = at();
  const subject = 'V/v cử người dự tập huấn chữ ký số';
  const documentId = await signed(at(), subject, {
    ...{ state: 'sealed', number: 31, issuedOn: TODAY, recipientsText: 'Sở Kinh tế số; Lưu: VT.' },
  });
  const page = await openAt(placeOf('outgoing', 'sealed', documentId), documentId, subject);
  await begin(page);
  await ready(page, 'outgoing.issue').click();
  await dialogReady(page, say('dispatch.do', { count: 1 }));
  await page.getByRole('checkbox', { name: say('dispatch.paperTo', { name: 'Sở Kinh tế số' }) }).click();
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { row, deliveries } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.row.state === 'dispatched',
  );
  expect(deliveries.map(({ delivery }) => [delivery.recipientName, delivery.isPaperToo])).toEqual([
    ['Sở Kinh tế số', true],
  ]);
  return { page, endState: { state: row.state, recipients: deliveries.length } };
});

job('văn thư 11', async () => {
  const { openAt, when, app, lab } = at();
  const subject = 'V/v đăng ký nhu cầu thiết bị';
  const { server } = lab.office;
  const messageId = MessageId.parse(uuid());
  const documentId = await outgoing(at(), subject, {
    ...{
      state: 'dispatched',
      number: 41,
      issuedOn: TODAY,
      dispatchedOn: TODAY,
      messageId,
      packageSha256: sha('e'),
    },
  });
  const [recipient] = server.agencies;
  server.put('delivery', DeliveryId.parse(uuid()), {
    ...{
      v: 1,
      documentId,
      messageId,
      recipientName: recipient?.name ?? '',
      sentAt: lab.office.clock,
      status: '03',
    },
    recipientAgencyId: recipient?.agencyId as never,
  });
  await app.synchronise();
  await when('outgoing.get', { documentId }, (detail) => detail.deliveries.length === 1);
  const page = await openAt(placeOf('outgoing', 'dispatched', documentId), documentId, subject);
  await page
    .getByText(recipient?.name ?? '')
    .first()
    .waitFor();
  await begin(page);
  await page.keyboard.press('Control+Shift+X');
  await dialogReady(page, say('outgoing.recall.do'));
  await page.getByRole('button', { name: say('outgoing.recall.reason.content') }).click();
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { document } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.document.recall !== undefined,
  );
  expect(document.recall).toMatchObject({ asked: 1, reason: say('outgoing.recall.reason.content') });
  return { page, endState: { state: document.state, recall: document.recall } };
});

job('văn thư 12', async () => {
  const { open, when, invoke } = at();
  const subject = 'Kế hoạch ứng phó thiên tai năm 2026';
  const documentId = await registered(at(), subject, { codeNumber: '1234', codeNotation: 'UBND-NN' });
  await when(
    'search.find',
    { text: '1234 ubnd', order: 'ranked', limit: 5 },
    ({ hits }) => hits.length === 1,
  );
  const page = await open('/incoming?view=arrived');
  await page.getByRole('heading', { name: say('incoming.title') }).waitFor();
  await begin(page);
  await page.keyboard.press('Control+E');
  await page.keyboard.type('1234 ubnd');
  await page.keyboard.press('Enter');
  await page.locator(`[data-key="${documentId}"]`).click();
  await page.getByRole('heading', { name: subject }).waitFor();
  expect(page.url()).toContain(documentId);
  const { row } = await invoke('incoming.get', { documentId });
  expect(row.reference).toBe('1234/UBND-NN');
  return { page, endState: { open: row.reference, arrivalNumber: row.arrivalNumber } };
});
