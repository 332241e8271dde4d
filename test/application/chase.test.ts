import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IncomingId, LocalDate, type OfficialId } from '../../src/shared/domain/core/values.ts';
import type { Attention } from '../../src/shared/domain/incoming/attention.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { readingId } from '../../src/shared/domain/incoming/parts.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
let leader: OfficeApp;
const names = new Map<string, string>();
const day = (text: string): LocalDate => LocalDate.parse(text);

/** A document that the server has; today is Friday, 20 November 2026. */
function put(name: string, some: Partial<Incoming>): IncomingId {
  const id = IncomingId.parse(uuid());
  names.set(id, name);
  office.server.put('incoming', id, {
    ...{ v: 1, agencyId: office.agencyId, state: 'registered', source: 'paper', ...incomingFields() },
    ...{ attachmentCount: 0, correctionCount: 0, arrivedOn: day('2026-11-20') },
    ...some,
  });
  return id;
}
const openedBy = (documentId: IncomingId, officialId: OfficialId) =>
  office.server.put('reading', readingId(documentId, officialId), {
    ...{ v: 1, documentId, officialId, isRead: false },
    openedAt: '2026-11-20T01:00:00.000Z' as never,
  });

beforeAll(async () => {
  office = makeOffice();
  const { leader: head, specialist, clerk: records } = office.people;
  const presented = { to: head.id, by: records.id, at: '2026-11-20T01:00:00.000Z' as never };
  put('today', {});
  put('yesterday', { arrivedOn: day('2026-11-19') });
  put('yesterday, presented', { arrivedOn: day('2026-11-19'), presented });
  put('urgent, arrived', { state: 'arrived', urgency: 'express' });
  const seen = put('urgent, presented, opened by the clerk alone', { urgency: 'urgent', presented });
  openedBy(seen, records.id);
  const read = put('urgent, presented, opened', { urgency: 'very-urgent', presented });
  openedBy(read, head.id);
  put('overdue', { state: 'assigned', leadId: specialist.id, dueOn: day('2026-11-19') });
  put('due on Wednesday', { state: 'in-progress', leadId: specialist.id, dueOn: day('2026-11-25') });
  put('due on Thursday', { state: 'in-progress', leadId: specialist.id, dueOn: day('2026-11-26') });
  put('done late', { state: 'done', leadId: specialist.id, dueOn: day('2026-11-01'), urgency: 'express' });
  put('sent back', { sentBack: { by: head.id, at: '2026-11-20T01:00:00.000Z' as never } });
  [clerk, leader] = await Promise.all([openOfficeApp(office, 'clerk'), openOfficeApp(office, 'leader')]);
  await clerk.synchronise();
  await leader.synchronise();
});
afterAll(async () => {
  await Promise.all([clerk.close(), leader.close()]);
  office.close();
});

/** A list for chasing, page by page, by the names given above. */
async function chased(app: OfficeApp, attention: Attention): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 20; page++) {
    const { rows, next } = await app.ask('incoming.list', {
      ...{ view: 'done', attention, limit: 1 },
      ...(after && { after }),
    });
    found.push(...rows.map(({ documentId }) => names.get(documentId) ?? ''));
    if (next === undefined) return found.sort();
    after = next;
  }
  throw new Error('the pages do not end');
}

describe('III.1.l: chasing lists', () => {
  test.each([
    ['not-handed-on', ['urgent, arrived', 'yesterday']],
    ['urgent-unopened', ['urgent, arrived', 'urgent, presented, opened by the clerk alone']],
    ['overdue', ['overdue']],
    ['due-soon', ['due on Wednesday']],
    ['sent-back', ['sent back']],
    ['flagged', []],
  ] as const)('%s', async (attention, wanted) => {
    expect(await chased(clerk, attention)).toEqual(wanted);
    const counts = await clerk.ask('incoming.countAttention', {});
    expect(counts[attention]).toBe(wanted.length);
  });

  test('a flag puts a document into its official’s list, whatever its state, and into nobody else’s', async () => {
    const [documentId] = [...names].find(([, name]) => name === 'done late') ?? [];
    await clerk.ask('incoming.flag', { documentId: IncomingId.parse(documentId), isFlagged: true });
    expect([await chased(clerk, 'flagged'), await chased(leader, 'flagged')]).toEqual([['done late'], []]);
  });

  test('III.1.i: what is urgent alarms whoever has to take the next step, from its arrival on, until he opens it', async () => {
    const alarms = async (app: OfficeApp) =>
      (await app.ask('incoming.listAlarms', {})).map(({ documentId }) => names.get(documentId));
    // Saturday night: nobody is in the office.
    office.clock = '2026-11-21T16:00:00.000Z' as never;
    expect(await alarms(clerk)).toEqual(['urgent, arrived']);
    expect(await alarms(leader)).toEqual(['urgent, presented, opened by the clerk alone']);
    const [documentId] = [...names].find(([, name]) => name === 'urgent, arrived') ?? [];
    await clerk.ask('incoming.markRead', { documentId: IncomingId.parse(documentId), isRead: true });
    expect(await alarms(clerk)).toEqual([]);
    office.clock = '2026-11-20T03:00:00.000Z' as never;
  });
});
