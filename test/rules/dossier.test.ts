import { describe, expect, test } from 'vitest';
import { Instant, LocalDate } from '../../src/shared/domain/core/values.ts';
import { dossierActions, dossierStates, nextDossierState } from '../../src/shared/domain/dossier/dossier.ts';
import { dossierListId } from '../../src/shared/domain/dossier/list.ts';
import {
  isSubmitted,
  keptAtMostUntil,
  noticeBegins,
  type Retention,
  retentionEnds,
  submissionEnds,
} from '../../src/shared/domain/dossier/retention.ts';
import { incomingFields } from '../support/documents.ts';
import { dossierFields, entryFields } from '../support/dossier-cases.ts';
import { makeWorld, person, uuid, type World } from '../support/world.ts';

const day = (text: string) => LocalDate.parse(text);

describe('time limits of dossiers (NĐ 30/2020 articles 30, 31)', () => {
  test.each([
    ['one year from the end of the work (30.2b)', '2026-03-15', 'ordinary', '2027-03-15'],
    ['from 29/02 to the last of February', '2028-02-29', 'ordinary', '2029-02-28'],
    ['three months from the settlement of construction (30.2a)', '2026-11-30', 'construction', '2027-02-28'],
  ] as const)('%s', (_what, endedOn, group, ends) => {
    expect(submissionEnds(day(endedOn), group)).toBe(ends);
  });

  test('III.5.b: notice is given 30 days before a dossier is due', () => {
    expect(noticeBegins(day('2027-03-15'))).toBe('2027-02-13');
  });

  test('kept by its unit for two years at most from its day (31.3d)', () => {
    expect(keptAtMostUntil(day('2027-03-15'))).toBe('2029-03-15');
  });

  test.each<[Retention, boolean]>([
    ['permanent', true],
    [70, true],
    [5, true],
    [4, false],
    [2, false],
  ])('kept %s: goes to the archive: %s (31.3c)', (retention, goes) => {
    expect(isSubmitted(retention)).toBe(goes);
  });

  test('II.5: its time is over at the end of the last year; for ever has no end', () => {
    expect(retentionEnds(day('2026-03-15'), 10)).toBe('2036-12-31');
    expect(retentionEnds(day('2026-03-15'), 'permanent')).toBeUndefined();
  });
});

test('every transition of a dossier, and every refusal', () => {
  const table = dossierStates.map((state) => [
    state,
    dossierActions.filter((action) => nextDossierState(state, action)).join(' '),
  ]);
  expect(table).toEqual([
    ['open', 'edit file close'],
    ['closed', 'reopen submit keep'],
    ['submitted', 'accept sendBack'],
    ['archived', ''],
  ]);
});

/** A dossier of the specialist with as many incoming documents as said, and what one may ask of it. */
function office(fileCount = 0) {
  const world = makeWorld();
  const dossierId = uuid();
  const ok = (name: string, args: object, who: Parameters<World['give']>[2] = 'specialist') =>
    expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
  const open = (more: object = {}) => ({
    dossierId,
    year: 2026,
    fields: dossierFields(),
    helperIds: [],
    startedOn: '2026-01-05',
    ...more,
  });
  const receive = () => {
    const documentId = uuid();
    const args = {
      documentId,
      source: 'paper',
      fields: incomingFields(),
      secrecy: 'normal',
      attachments: [],
    };
    ok('incoming.receive', args, 'clerk');
    return { kind: 'incoming', id: documentId } as const;
  };
  ok('dossier.open', open());
  const documents = Array.from({ length: fileCount }, receive);
  for (const of of documents) ok('dossier.file', { dossierId, of });
  const close = (more: object = {}) => ({ dossierId, endedOn: '2026-11-20', retention: 20, ...more });
  return { world, dossierId, ok, open, receive, documents, close };
}

describe('the documents of a dossier (annex VI III.4)', () => {
  test('III.4.b: each document gets the next ordinal by itself, one that was taken out leaves its own free', () => {
    const { world, dossierId, ok, documents, receive } = office(3);
    const itemId = `${dossierId}/incoming/${documents[1]?.id ?? ''}`;
    ok('dossier.remove', { dossierId, itemId, reason: 'Bản trùng' });
    ok('dossier.file', { dossierId, of: receive() });
    expect(world.all('dossierItem').map(({ ordinal, removed }) => [ordinal, removed?.reason])).toEqual([
      [1, undefined],
      [2, 'Bản trùng'],
      [3, undefined],
      [4, undefined],
    ]);
    expect(world.get('dossier', dossierId)).toMatchObject({ itemCount: 3, nextOrdinal: 5 });
  });

  test('III.4.e: one document stands in many dossiers of several officials and is nowhere copied', () => {
    const { world, ok, open, documents } = office(1);
    const [of] = documents;
    const other = { dossierId: uuid(), fields: dossierFields({ notation: '02.TCCB' }) };
    ok('dossier.open', open(other), 'leader');
    ok('dossier.file', { dossierId: other.dossierId, of }, 'leader');
    expect(world.all('dossierItem').map((item) => item.of)).toEqual([of, of]);
    expect(world.all('incoming')).toHaveLength(1);
  });

  test('a document is in a dossier once, and comes back where it was taken out', () => {
    const { world, dossierId, ok, documents } = office(1);
    const [of] = documents;
    expect(world.give('dossier.file', { dossierId, of }, 'specialist')).toBe('dossier.already-filed');
    ok('dossier.remove', { dossierId, itemId: `${dossierId}/incoming/${of?.id ?? ''}`, reason: 'nhầm' });
    ok('dossier.file', { dossierId, of });
    expect(world.all('dossierItem')).toMatchObject([{ ordinal: 2 }]);
    expect(world.all('dossierItem')[0]?.removed).toBeUndefined();
  });

  test('IV.1.c: what is filed says nothing of the document itself: who may not read it learns nothing by the dossier', () => {
    const { world } = office(1);
    const { of, ...rest } = world.all('dossierItem')[0] ?? {};
    expect(Object.keys(rest).sort()).toEqual(['by', 'doneAt', 'dossierId', 'ordinal', 'v']);
    expect(of).toMatchObject({ kind: 'incoming' });
  });

  test('III.6.c: helpers file, and nothing else; strangers do not even that', () => {
    const { world, dossierId, ok, receive, close } = office();
    const helper = person(world.agencyId, 'specialist');
    const { id, ...official } = helper;
    world.put('official', id, official);
    ok('dossier.edit', { dossierId, fields: dossierFields(), helperIds: [id] });
    ok('dossier.file', { dossierId, of: receive() }, helper);
    expect(world.give('dossier.close', close(), helper)).toBe('dossier.only-owner');
    expect(world.give('dossier.file', { dossierId, of: receive() }, 'leader')).toBe('dossier.only-owner');
    const outsiders = { dossierId, fields: dossierFields(), helperIds: [uuid()] };
    expect(world.give('dossier.edit', outsiders, 'specialist')).toBe('dossier.helper-not-ours');
  });
});

describe('opening and closing (articles 28, 29)', () => {
  test('III.4.b: a code belongs to one dossier of the agency and year, whatever its case', () => {
    const { world, open } = office();
    const again = open({ dossierId: uuid(), fields: dossierFields({ notation: '01.tccb' }) });
    expect(world.give('dossier.open', again, 'leader')).toBe('dossier.code-taken');
    expect(world.give('dossier.open', { ...again, year: 2025 }, 'leader')).toBe('ok');
  });

  test('III.4.a, III.4.d: a dossier opened by the list bears its line’s code', () => {
    const { world, ok, open } = office();
    const listId = dossierListId(world.agencyId, 2026);
    const entryId = uuid();
    ok('dossier.addEntries', { listId, entries: [{ entryId, fields: entryFields({ number: 7 }) }] }, 'clerk');
    ok('dossier.approveList', { listId, decision: 'Quyết định số 02/QĐ-SMM' }, 'leader');
    const by = (notation: string) =>
      open({ dossierId: uuid(), entryId, fields: dossierFields({ notation }) });
    expect(world.give('dossier.open', by('08.TCCB'), 'specialist')).toBe('dossier.entry-code-differs');
    ok('dossier.open', by('07.TCCB'));
    expect(
      world.give(
        'dossier.addEntries',
        { listId, entries: [{ entryId: uuid(), fields: entryFields() }] },
        'clerk',
      ),
    ).toBe('dossier.list-approved');
  });

  test('one line of an imported table that is there already keeps the whole table out', () => {
    const { world, ok } = office();
    const listId = dossierListId(world.agencyId, 2026);
    const line = (number: number) => ({ entryId: uuid(), fields: entryFields({ number }) });
    ok('dossier.addEntries', { listId, entries: [line(1)] }, 'clerk');
    expect(world.give('dossier.addEntries', { listId, entries: [line(2), line(1)] }, 'clerk')).toBe(
      'dossier.entry-code-taken',
    );
    expect(world.all('dossierEntry')).toHaveLength(1);
  });

  test.each([
    ['before it began', { endedOn: '2026-01-04' }, 'dossier.end-date'],
    ['after today', { endedOn: '2026-11-21' }, 'dossier.end-date'],
    ['today, with another retention', { retention: 'permanent' }, 'ok'],
  ])('closed %s', (_what, more, outcome) => {
    const { world, close, dossierId } = office(1);
    expect(world.give('dossier.close', close(more), 'specialist')).toBe(outcome);
    expect(world.get('dossier', dossierId).state).toBe(outcome === 'ok' ? 'closed' : 'open');
  });

  test('an empty one is not closed, and a closed one takes no more (29.4)', () => {
    const { world, close } = office();
    expect(world.give('dossier.close', close(), 'specialist')).toBe('dossier.empty');
    const full = office(1);
    full.ok('dossier.close', full.close());
    const more = { dossierId: full.dossierId, of: full.receive() };
    expect(full.world.give('dossier.file', more, 'specialist')).toBe('dossier.not-open');
  });
});

describe('handing over to the archive (articles 30, 31)', () => {
  test('III.5.c: submitted by its maker, accepted or sent back by the archive', () => {
    const { world, dossierId, ok, close } = office(1);
    ok('dossier.close', close());
    ok('dossier.submit', { dossierId });
    ok('dossier.sendBack', { dossierId, reason: 'Thiếu mục lục' }, 'clerk');
    expect(world.get('dossier', dossierId)).toMatchObject({
      state: 'closed',
      sentBackReason: 'Thiếu mục lục',
    });
    ok('dossier.submit', { dossierId });
    ok('dossier.accept', { dossierId, condition: 'Đủ, tốt' }, 'clerk');
    expect(world.get('dossier', dossierId)).toMatchObject({
      state: 'archived',
      archived: { on: '2026-11-20', condition: 'Đủ, tốt' },
    });
  });

  test('III.5.đ: what is kept for less than five years stays with its unit (31.3c)', () => {
    const { world, dossierId, ok, close } = office(1);
    ok('dossier.close', close({ retention: 2 }));
    expect(world.give('dossier.submit', { dossierId }, 'specialist')).toBe('dossier.kept-too-short');
  });

  test.each([
    ['to the day on which it is due', '2027-11-20', 'leader', 'dossier.kept-too-long'],
    ['for two years', '2029-11-20', 'leader', 'ok'],
    ['for a day longer', '2029-11-21', 'leader', 'dossier.kept-too-long'],
    ['by its maker’s own will', '2028-11-20', 'specialist', 'dossier.only-head-keeps'],
  ] as const)('kept %s (31.3d)', (_what, until, who, outcome) => {
    const { world, dossierId, ok, close } = office(1);
    ok('dossier.close', close());
    expect(world.give('dossier.keep', { dossierId, until, basis: 'Văn bản số 05' }, who)).toBe(outcome);
  });

  test('III.7.a: reopened, its end and the consent to keep it are gone', () => {
    const { world, dossierId, ok, close } = office(1);
    world.at = Instant.parse('2026-11-20T03:00:00.000Z');
    ok('dossier.close', close());
    ok('dossier.keep', { dossierId, until: '2028-01-01', basis: 'Văn bản số 05' }, 'leader');
    ok('dossier.reopen', { dossierId });
    expect(Object.keys(world.get('dossier', dossierId))).not.toEqual(
      expect.arrayContaining(['endedOn', 'kept']),
    );
  });
});
