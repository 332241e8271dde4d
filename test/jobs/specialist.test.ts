import { expect } from 'vitest';
import { OpinionId, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { say } from '../../src/shared/words/vi.ts';
import { outgoingFields } from '../support/documents.ts';
import { dropFiles } from '../support/drop-files.ts';
import { uuid } from '../support/world.ts';
import { begin } from './counting.ts';
import { job } from './job.ts';
import { assigned, dossier, drafted, outgoing, paperBytes, TODAY, task } from './papers.ts';
import { dialogGone, dialogReady, placeOf, ready, type Stage, setStage } from './stage.ts';

const at = setStage('specialist');

/** What another official's command does at the authority; the desk hears of it. */
async function given(
  stage: Stage,
  name: string,
  args: object,
  by: 'clerk' | 'specialist' | 'leader',
): Promise<void> {
  const verdict = stage.lab.office.server.give(name, args, stage.lab.office.people[by].id);
  if (verdict.status !== 'accepted') throw new Error(`${name}: ${JSON.stringify(verdict)}`);
  await stage.app.synchronise();
}

job('chuyên viên 1', async () => {
  const { open, invoke } = at();
  await assigned(at(), 'Báo cáo an toàn thông tin quý IV');
  await task(at(), 'Tổng hợp số liệu xã', { dueOn: TODAY });
  const page = await open('/today');
  await begin(page);
  const figures = page.getByRole('list', { name: say('today.figures') });
  await figures.getByRole('link').first().waitFor();
  const [incoming, tasks] = [await invoke('incoming.countViews', {}), await invoke('task.countViews', {})];
  const shown = async (name: string) => figures.getByRole('link', { name }).textContent();
  expect(await shown(say('today.incoming.mine'))).toMatch(new RegExp(`^${String(incoming.mine)}`));
  expect(await shown(say('today.task.mine'))).toMatch(new RegExp(`^${String(tasks.mine)}`));
  expect([incoming.mine, tasks.mine]).toEqual([1, 1]);
  return { page, endState: { incoming: incoming.mine, tasks: tasks.mine } };
});

job('chuyên viên 2', async () => {
  const { openAt, when, invoke } = at();
  await assigned(at(), 'Góp ý dự thảo quy chế họp');
  await assigned(at(), 'Đăng ký tập huấn phần mềm');
  const { rows } = await invoke('incoming.list', { view: 'mine', limit: 50 });
  const [first, second] = rows;
  if (!first || !second) throw new Error('two documents wait');
  const page = await openAt(placeOf('incoming', 'mine', first.documentId), first.documentId, first.subject);
  await begin(page);
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: second.subject }).waitFor();
  await page.locator('figure span').first().waitFor();
  const { row } = await when(
    'incoming.get',
    { documentId: second.documentId },
    (detail) => detail.row.isRead,
  );
  expect(row.isRead).toBe(true);
  return { page, endState: { subject: row.subject, isRead: row.isRead } };
});

job('chuyên viên 3', async () => {
  const { openAt, when } = at();
  const subject = 'Kiểm tra hệ thống truyền thanh';
  const documentId = await assigned(at(), subject);
  const page = await openAt(placeOf('incoming', 'mine', documentId), documentId, subject);
  await ready(page, 'incoming.start').waitFor();
  await begin(page);
  await page.keyboard.press('Control+Shift+A');
  const { row } = await when('incoming.get', { documentId }, (detail) => detail.row.state === 'in-progress');
  expect(row.state).toBe('in-progress');
  return { page, endState: { state: row.state } };
});

job('chuyên viên 4', async () => {
  const { openAt, when } = at();
  const subject = 'Đề nghị cung cấp số liệu dân cư';
  const documentId = await assigned(at(), subject);
  await given(at(), 'incoming.start', { documentId }, 'specialist');
  const page = await openAt(placeOf('incoming', 'mine', documentId), documentId, subject);
  await ready(page, 'incoming.reply').waitFor();
  await begin(page);
  await page.keyboard.press('Control+R');
  await page.getByRole('heading', { name: say('outgoing.form.new') }).waitFor();
  await ready(page, 'outgoing.form.save').click();
  const { rows } = await when('outgoing.list', { view: 'draft', limit: 50 }, (list) =>
    list.rows.some((row) => row.subject.includes(subject)),
  );
  const draftId = rows.find((row) => row.subject.includes(subject))?.documentId;
  const { document } = await at().invoke('outgoing.get', { documentId: OutgoingId.parse(draftId) });
  expect(document).toMatchObject({ state: 'draft', replyTo: documentId, recipientsText: 'Sở Kinh tế số' });
  const { state, replyTo, recipientsText } = document;
  return { page, endState: { state, isReply: replyTo === documentId, recipientsText } };
});

job('chuyên viên 5', async () => {
  const { openAt, when } = at();
  const subject = 'V/v phối hợp khảo sát hạ tầng';
  const documentId = await drafted(at(), subject);
  const page = await openAt(placeOf('outgoing', 'draft', documentId), documentId, subject);
  await ready(page, 'outgoing.opinion.ask').waitFor();
  await begin(page);
  await page.keyboard.press('Control+Shift+Y');
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
  await page.keyboard.type('dinh quang');
  await page.getByRole('radio', { name: /^Đinh Quang Huân/, checked: true }).waitFor();
  await page.keyboard.press('Enter');
  await dialogGone(page);
  const { opinions } = await when('outgoing.get', { documentId }, (detail) => detail.opinions.length === 1);
  expect(opinions[0]).toMatchObject({
    by: { fullName: 'Đinh Quang Huân' },
    opinion: { state: 'asked', purpose: 'opinion' },
  });
  return { page, endState: { asked: opinions[0]?.by?.fullName, state: opinions[0]?.opinion.state } };
});

job('chuyên viên 6', async () => {
  const { openAt, when, lab } = at();
  const subject = 'V/v thống nhất lịch tiếp công dân';
  const { people } = lab.office;
  const documentId = lab.put({ subject, state: 'draft', drafterId: people.clerk.id });
  const opinionId = OpinionId.parse(uuid());
  const asked = { documentId, opinionId, purpose: 'opinion', officialId: people.specialist.id };
  await given(at(), 'outgoing.askOpinion', asked, 'clerk');
  await when('outgoing.get', { documentId }, ({ files }) => files.every(({ isHere }) => isHere));
  const page = await openAt(placeOf('outgoing', 'all', documentId), documentId, subject);
  await ready(page, 'outgoing.opinion.give').waitFor();
  await begin(page);
  await page.keyboard.press('F4');
  await dialogReady(page, say('outgoing.opinion.give'));
  await page.keyboard.type('Thong nhat noi dung du thao.');
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { opinions } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.opinions[0]?.opinion.state === 'given',
  );
  expect(opinions[0]?.opinion).toMatchObject({ outcome: 'agreed', text: 'Thong nhat noi dung du thao.' });
  return { page, endState: { state: opinions[0]?.opinion.state, outcome: opinions[0]?.opinion.outcome } };
});

job('chuyên viên 7', async () => {
  const { openAt, when } = at();
  const subject = 'V/v báo cáo công tác văn thư';
  const documentId = await drafted(at(), subject);
  const page = await openAt(placeOf('outgoing', 'draft', documentId), documentId, subject);
  await ready(page, 'outgoing.submit').waitFor();
  await begin(page);
  await page.keyboard.press('Control+Shift+T');
  await dialogReady(page, say('outgoing.submit'));
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { document, row } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.row.state === 'submitted',
  );
  expect(document.signerId).toBe(at().lab.office.people.leader.id);
  return { page, endState: { state: row.state, signer: row.signer?.fullName } };
});

job('chuyên viên 8', async () => {
  const { openAt, when, app } = at();
  const subject = 'V/v góp ý dự thảo kế hoạch';
  const documentId = await drafted(at(), subject);
  await app.ask('outgoing.submitForSignature', { documentId });
  await app.synchronise();
  await given(at(), 'outgoing.return', { documentId, reason: 'Bổ sung căn cứ' }, 'leader');
  const before = (await when('outgoing.get', { documentId }, (detail) => detail.row.state === 'returned'))
    .versions;
  const page = await openAt(placeOf('outgoing', 'returned', documentId), documentId, subject);
  await ready(page, 'outgoing.revise').waitFor();
  await begin(page);
  await page.keyboard.press('F2');
  await page.getByRole('heading', { name: say('outgoing.form.revise') }).waitFor();
  await dropFiles(page, { name: 'Đã sửa theo góp ý.pdf', bytes: await paperBytes() });
  await page
    .getByRole('button', { name: /^Đã sửa theo góp ý/ })
    .first()
    .waitFor();
  await ready(page, 'outgoing.form.saveAndSubmit').waitFor();
  await page.keyboard.press('Control+Enter');
  const { row, versions } = await when(
    'outgoing.get',
    { documentId },
    (detail) => detail.row.state === 'submitted',
  );
  expect(versions.length).toBeGreaterThan(before.length);
  return { page, endState: { state: row.state, versions: versions.length } };
});

job('chuyên viên 9', async () => {
  const { openAt, when } = at();
  await dossier(at(), 'Hồ sơ thi đua khen thưởng', { notation: '02.TĐKT' });
  const dossierId = await dossier(at(), 'Hồ sơ phòng chống thiên tai', { notation: '03.PCTT' });
  const subject = 'Công điện ứng phó bão số 9';
  const documentId = await assigned(at(), subject);
  const page = await openAt(placeOf('incoming', 'mine', documentId), documentId, subject);
  await begin(page);
  await page.keyboard.press('Control+Shift+H');
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
  await page.keyboard.type('pctt');
  await page.getByRole('radio', { name: /^03\.PCTT/, checked: true }).waitFor();
  await page.keyboard.press('Enter');
  await dialogGone(page);
  const of = { kind: 'incoming', id: documentId } as const;
  const found = await when('dossier.ofDocument', { of }, (dossiers) => dossiers.length === 1);
  expect(found[0]?.dossierId).toBe(dossierId);
  return { page, endState: { dossier: found[0]?.notation } };
});

job('chuyên viên 10', async () => {
  const { openAt, when } = at();
  const content = 'Lập danh sách cán bộ dự tập huấn';
  const taskId = await task(at(), content, { dueOn: TODAY });
  const page = await openAt(
    `/tasks?view=mine&id=${encodeURIComponent(JSON.stringify(taskId))}`,
    taskId,
    content,
  );
  await ready(page, 'task.note').waitFor();
  await begin(page);
  await page.keyboard.press('Control+G');
  await dialogReady(page, say('task.note'));
  await page.keyboard.type('Da co danh sach cua 12 xa.');
  await page.getByLabel(say('task.note.percent')).dblclick();
  await page.keyboard.type('60');
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { row } = await when('task.get', { taskId }, (detail) => detail.row.percent === 60);
  expect(row.state).toBe('in-progress');
  return { page, endState: { state: row.state, percent: row.percent } };
});

job('chuyên viên 11', async () => {
  const { openAt, when, lab } = at();
  const subject = 'Đề nghị trả lời về cước viễn thông';
  const documentId = await assigned(at(), subject);
  await given(at(), 'incoming.start', { documentId }, 'specialist');
  const fields = outgoingFields(lab.office.people.leader.id, { subject: `V/v trả lời: ${subject}` });
  const answer = await outgoing(at(), fields.subject, {
    ...{ state: 'dispatched', replyTo: documentId, number: 51, issuedOn: TODAY, dispatchedOn: TODAY },
  });
  const page = await openAt(placeOf('incoming', 'mine', documentId), documentId, subject);
  await begin(page);
  await ready(page, 'incoming.finish').click();
  await dialogReady(page, say('incoming.finish'));
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  const { row, document } = await when(
    'incoming.get',
    { documentId },
    (detail) => detail.row.state === 'done',
  );
  expect(document.answeredBy).toBe(answer);
  return { page, endState: { state: row.state, isAnswered: document.answeredBy === answer } };
});

job('chuyên viên 12', async () => {
  const { openAt, when, app } = at();
  const title = 'Hồ sơ chuyển đổi số năm 2026';
  const dossierId = await dossier(at(), title, { notation: '07.CĐS' });
  const id = await assigned(at(), 'Kế hoạch chuyển đổi số');
  await app.ask('dossier.file', { dossierId, of: { kind: 'incoming', id } });
  await app.synchronise();
  const place = `/dossiers?view=mine&id=${encodeURIComponent(JSON.stringify(dossierId))}`;
  const page = await openAt(place, dossierId, title);
  await ready(page, 'dossier.close').waitFor();
  await begin(page);
  await page.keyboard.press('Control+Enter');
  await dialogReady(page, say('dossier.close'));
  await page.keyboard.press('Control+Enter');
  await dialogGone(page);
  await ready(page, 'dossier.submit').waitFor();
  await page.keyboard.press('Control+Enter');
  const { row, dossier: body } = await when(
    'dossier.get',
    { dossierId },
    (detail) => detail.row.state === 'submitted',
  );
  expect(body.submittedOn).toBe(TODAY);
  return { page, endState: { state: row.state, submittedOn: body.submittedOn } };
});
