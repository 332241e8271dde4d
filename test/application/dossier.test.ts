import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DossierEntryId,
  DossierId,
  DossierItemId,
  IncomingId,
  Instant,
  LocalDate,
} from '../../src/shared/domain/core/values.ts';
import { DossierFields } from '../../src/shared/domain/dossier/dossier.ts';
import { EntryFields } from '../../src/shared/domain/dossier/list.ts';
import { incomingFields } from '../support/documents.ts';
import { dossierFields, entryFields } from '../support/dossier-cases.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let specialist: OfficeApp;
let clerk: OfficeApp;
beforeEach(async () => {
  office = makeOffice();
  [specialist, clerk] = await Promise.all([
    openOfficeApp(office, 'specialist'),
    openOfficeApp(office, 'clerk'),
  ]);
});
afterEach(async () => {
  await Promise.all([specialist.close(), clerk.close()]);
  office.close();
});

const page = { limit: 50 } as const;
const day = (text: string) => LocalDate.parse(text);

async function opened(by: OfficeApp, more: object = {}): Promise<DossierId> {
  const dossierId = DossierId.parse(uuid());
  await by.ask('dossier.open', {
    dossierId,
    year: 2026,
    fields: DossierFields.parse(dossierFields(more)),
    helperIds: [],
    startedOn: day('2026-11-02'),
  });
  return dossierId;
}

async function received(by: OfficeApp): Promise<{ kind: 'incoming'; id: IncomingId }> {
  const id = IncomingId.parse(uuid());
  const fields = incomingFields({ subject: `Về việc số ${id.slice(0, 4)}` });
  await by.ask('incoming.receive', {
    documentId: id,
    source: 'paper',
    fields,
    secrecy: 'normal',
    attachments: [],
  });
  return { kind: 'incoming', id };
}

describe('a dossier', () => {
  test('III.4.đ: stands in its views while it goes from open to the archive, offline and on line', async () => {
    const dossierId = await opened(clerk);
    const of = await received(clerk);
    await clerk.ask('dossier.file', { dossierId, of });
    expect(await clerk.ask('dossier.countViews', {})).toMatchObject({ mine: 1, open: 1, closed: 0, all: 1 });
    const ofDocument = await clerk.ask('dossier.ofDocument', { of });
    expect(ofDocument.map((row) => [row.dossierId, row.itemCount, row.sync])).toEqual([
      [dossierId, 1, 'waiting'],
    ]);
    await clerk.synchronise();
    await clerk.ask('dossier.close', { dossierId, endedOn: day('2026-11-20'), retention: 10 });
    const { rows } = await clerk.ask('dossier.list', { view: 'closed', ...page });
    expect(rows).toMatchObject([{ dossierId, notation: '01.TCCB', dueOn: '2027-11-20', retention: 10 }]);
    await clerk.ask('dossier.submit', { dossierId });
    await clerk.ask('dossier.accept', { dossierId, condition: 'Đủ, tốt' });
    await clerk.synchronise();
    expect(await clerk.ask('dossier.countViews', {})).toMatchObject({ mine: 0, archived: 1, all: 1 });
    const { row, allowed } = await clerk.ask('dossier.get', { dossierId });
    expect([row.sync, row.dueOn, allowed.filter(({ isAllowed }) => isAllowed)]).toEqual([
      'synced',
      undefined,
      [],
    ]);
  });

  test('is found by words of its code and title, without marks, newest first and page by page', async () => {
    for (let n = 1; n <= 5; n += 1)
      await opened(specialist, { notation: `0${String(n)}.TCCB`, title: `Hồ sơ đào tạo đợt ${String(n)}` });
    const first = await specialist.ask('dossier.list', { view: 'all', text: 'dao tao', limit: 3 });
    const rest = await specialist.ask('dossier.list', {
      view: 'all',
      text: 'dao tao',
      limit: 3,
      ...(first.next && { after: first.next }),
    });
    expect([...first.rows, ...rest.rows].map(({ notation }) => notation)).toEqual(
      [5, 4, 3, 2, 1].map((n) => `0${String(n)}.TCCB`),
    );
    expect(
      (await specialist.ask('dossier.list', { view: 'mine', text: '03.tccb', ...page })).rows,
    ).toHaveLength(1);
    expect((await specialist.ask('dossier.list', { view: 'mine', text: 'không có', ...page })).rows).toEqual(
      [],
    );
  });

  test('III.4.c: shows its documents by ordinal and what was taken out apart; its own files open', async () => {
    const dossierId = await opened(clerk);
    const documents = [await received(clerk), await received(clerk)];
    for (const of of documents) await clerk.ask('dossier.file', { dossierId, of });
    const reply = await clerk.drop('anh.png', Buffer.from('89504e470d0a1a0a', 'hex'));
    if (!reply.ok) throw new Error(reply.error.code);
    const fields = {
      typeName: 'Ảnh',
      codeNumber: '',
      codeNotation: '',
      organName: '',
      subject: 'Ảnh hiện trường',
    };
    const itemId = DossierItemId.parse(uuid());
    await clerk.ask('dossier.addMaterial', { dossierId, itemId, file: reply.value.file, fields });
    const gone = `${dossierId}/incoming/${documents[0]?.id ?? ''}`;
    await clerk.ask('dossier.remove', { dossierId, itemId: gone, reason: 'Bản trùng' });
    const { items } = await clerk.ask('dossier.items', { dossierId, isRemoved: false, ...page });
    expect(
      items.map(({ ordinal, isHeld, file, named }) => [ordinal, isHeld, file?.name, named?.subject]),
    ).toEqual([
      [2, true, undefined, `Về việc số ${documents[1]?.id.slice(0, 4) ?? ''}`],
      [3, false, 'anh.png', 'Ảnh hiện trường'],
    ]);
    const removed = await clerk.ask('dossier.items', { dossierId, isRemoved: true, ...page });
    expect(removed.items.map(({ removed: why }) => why?.reason)).toEqual(['Bản trùng']);
  });

  test('of 1,500 documents is read page by page, each once, in order', async () => {
    const dossierId = await opened(clerk);
    const { server } = office;
    await clerk.synchronise();
    const body = server.body('dossier', dossierId);
    if (!body) throw new Error('the authority has it');
    for (let ordinal = 1; ordinal <= 1_500; ordinal += 1)
      server.put('dossierItem', uuid(), {
        v: 1,
        dossierId,
        ordinal,
        of: { kind: 'incoming', id: IncomingId.parse(uuid()) },
        by: office.people.clerk.id,
        doneAt: office.clock,
      });
    server.put('dossier', dossierId, { ...body, itemCount: 1_500, nextOrdinal: 1_501 });
    await clerk.synchronise();
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await clerk.ask('dossier.items', {
        dossierId,
        isRemoved: false,
        limit: 200,
        ...(after !== undefined && { after }),
      });
      seen.push(...items.map(({ ordinal }) => ordinal));
      after = next;
    } while (after !== undefined);
    expect(seen).toEqual(Array.from({ length: 1_500 }, (_, index) => index + 1));
  });

  test('what may not be done says why, and nothing typed is lost', async () => {
    const dossierId = await opened(specialist);
    await specialist.synchronise();
    const { allowed } = await specialist.ask('dossier.get', { dossierId });
    expect(allowed.find(({ name }) => name === 'dossier.close')).toMatchObject({ reason: 'dossier.empty' });
    const again = await specialist.invoke('dossier.close', {
      dossierId,
      endedOn: day('2026-11-20'),
      retention: 5,
    });
    expect(sentenceOf(again)).toContain('chưa có văn bản nào');
  });

  test('a code that a colleague took meanwhile comes back refused, with the dossier’s words kept', async () => {
    await opened(clerk);
    await clerk.synchronise();
    await opened(specialist, { title: 'Hồ sơ của tôi' });
    await specialist.synchronise();
    const refused = await specialist.ask('sync.listOperations', { tab: 'refused', limit: 10 });
    expect(JSON.stringify(refused)).toContain('dossier.code-taken');
  });
});

test('III.4.a: the year’s list in the order of its headings, with the dossier of each line', async () => {
  const { listId } = await clerk.ask('dossier.yearList', { year: 2026 });
  const entry = (more: object) => ({
    entryId: DossierEntryId.parse(uuid()),
    fields: EntryFields.parse(entryFields(more)),
  });
  await clerk.ask('dossier.addEntries', {
    listId,
    entries: [
      entry({
        headingOrder: 2,
        heading: 'Văn phòng',
        headingNotation: 'VP',
        number: 1,
        retention: 'permanent',
      }),
      entry({ number: 2, title: 'Hồ sơ thi đua' }),
      entry({ number: 1 }),
    ],
  });
  const dossierId = await opened(clerk, { notation: '02.TCCB' });
  const { entries, permanentCount, allowed } = await clerk.ask('dossier.yearList', { year: 2026 });
  expect(entries.map(({ notation, dossierId: of }) => [notation, of])).toEqual([
    ['01.TCCB', undefined],
    ['02.TCCB', dossierId],
    ['01.VP', undefined],
  ]);
  expect([permanentCount, allowed.map(({ isAllowed, reason }) => reason ?? isAllowed)]).toEqual([
    1,
    [true, 'dossier.only-head-approves'],
  ]);
});

/** Closed on 10/11/2026: due on 10/11/2027 (article 30.2b), notice from 11/10/2027 (annex VI III.5b). */
describe('III.5.b: hồ sơ đến hạn nộp lưu được báo trước 30 ngày', () => {
  const closed = async (more: object): Promise<void> => {
    const { agencyId, server, people } = office;
    server.put('dossier', DossierId.parse(uuid()), {
      ...{
        v: 1,
        agencyId,
        year: 2026,
        ownerId: people.clerk.id,
        helperIds: [],
        state: 'closed',
        itemCount: 1,
      },
      ...{ startedOn: day('2026-01-05'), endedOn: day('2026-11-10'), nextOrdinal: 2, ...dossierFields() },
      ...more,
    } as never);
    await clerk.synchronise();
  };
  const on = async (today: string) => {
    office.clock = Instant.parse(`${today}T03:00:00.000Z`);
    const { due, kept } = await clerk.ask('dossier.countViews', {});
    return { due, kept };
  };

  test('III.5.b: từ ngày thứ 30 trước hạn, không sớm hơn, và còn báo khi đã quá hạn', async () => {
    await closed({});
    expect(await on('2027-10-10')).toEqual({ due: 0, kept: 0 });
    expect(await on('2027-10-11')).toEqual({ due: 1, kept: 0 });
    expect(await on('2027-11-11')).toEqual({ due: 1, kept: 0 });
  });

  test('được giữ lại (31.3d): báo lại 30 ngày trước khi hết thời gian giữ', async () => {
    const kept = { until: day('2029-11-10'), basis: 'Văn bản số 05', by: office.people.leader.id };
    await closed({ kept });
    expect(await on('2027-11-11')).toEqual({ due: 0, kept: 1 });
    expect(await on('2029-10-11')).toEqual({ due: 1, kept: 1 });
  });

  test('bảo quản dưới 5 năm (31.3c): không nộp lưu, không báo', async () => {
    await closed({ retention: 4 });
    expect(await on('2027-11-11')).toEqual({ due: 0, kept: 0 });
  });
});
