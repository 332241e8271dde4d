import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceDirectory } from '../../src/main/office/directory.ts';
import { findAgencies } from '../../src/main/office/store.ts';
import { seenBody } from '../../src/main/store/entities.ts';
import type { WriteDb } from '../../src/main/store/handles.ts';
import { projectBody } from '../../src/main/sync/project.ts';
import type { Kind } from '../../src/shared/domain/core/kinds.ts';
import {
  AgencyId,
  AssignmentId,
  DirectiveId,
  IncomingId,
  LocalDate,
  OutgoingId,
} from '../../src/shared/domain/core/values.ts';
import { addDays } from '../../src/shared/text/day.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { allProjectors, type TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: TestReplica;
let leader: TestReplica;
beforeAll(async () => {
  office = makeOffice();
  [clerk, leader] = [await office.ready('clerk'), await office.ready('leader')];
});
afterAll(() => office.close());

/** What the lists and the index say, without the row ids, which only order ties. */
function listed(db: TestReplica['replica']['store']['read']): unknown {
  const all = (sql: string) => db.prepare(sql).all();
  return {
    incoming: all(
      'select document_id, tab, sort_key, reference_key, subject, holder_id, file_count from incoming_row order by document_id',
    ),
    counts: all('select * from incoming_count union all select * from outgoing_count'),
    assignments: all('select * from incoming_assignment order by assignment_id'),
    readings: all('select * from incoming_reading order by document_id'),
    outgoing: all(
      'select document_id, state, sort_key, reference, signer_id from outgoing_row order by document_id',
    ),
    people: all('select * from office_official order by official_id'),
    books: all('select * from office_register order by register_id'),
    indexed: all(
      'select document_id, kind, rank_id / 1000000 as day, digest from search_document order by document_id',
    ),
    found:
      all(`select d.document_id from search_index join search_document as d on d.rank_id = search_index.rowid
      where search_index match '"cong" AND "van"' order by d.document_id`),
  };
}

const tables = [
  'incoming_row',
  'incoming_assignment',
  'incoming_reading',
  'outgoing_row',
  'outgoing_delivery',
  'outgoing_signature',
  'office_official',
  'office_register',
  'document_file',
  'search_document',
  'search_index',
];

/** Every row is written anew from the bodies, in the order of their random ids: parts before their documents, documents before their people. */
function rebuild(db: WriteDb): void {
  for (const table of tables) db.exec(`delete from ${table}`);
  const entities = db
    .prepare<[], { kind: Kind; id: string }>('select kind, id from entities order by id')
    .all();
  for (const { kind, id } of entities) projectBody(db, allProjectors, kind, id, seenBody(db, kind, id));
}

test('the rows of every list can be rebuilt from the bodies, in whatever order these come', async () => {
  for (let n = 1; n <= 6; n++) {
    const documentId = IncomingId.parse(uuid());
    clerk.replica.perform('incoming.receive', {
      documentId,
      source: 'paper',
      fields: incomingFields({ codeNumber: String(n) }),
      secrecy: 'normal',
      attachments: [],
    });
    if (n > 4) continue;
    clerk.replica.perform('incoming.register', {
      documentId,
      registerId: office.book('incoming'),
      fields: incomingFields({ codeNumber: String(n), urgency: n === 1 ? 'express' : 'normal' }),
      secrecy: 'normal',
    });
    await clerk.settle();
    clerk.replica.perform('incoming.markRead', { documentId, isRead: n % 2 === 0 });
    if (n > 2) continue;
    await leader.settle();
    leader.replica.perform('incoming.direct', {
      documentId,
      directiveId: DirectiveId.parse(uuid()),
      text: 'Xử lý',
      assignments: [
        { assignmentId: AssignmentId.parse(uuid()), officialId: office.people.specialist.id, part: 'lead' },
        { assignmentId: AssignmentId.parse(uuid()), officialId: office.people.clerk.id, part: 'information' },
      ],
    });
    await leader.settle();
  }
  office.server.put('outgoing', OutgoingId.parse(uuid()), {
    v: 1,
    agencyId: office.agencyId,
    state: 'signed',
    ...outgoingFields(office.people.leader.id),
    drafterId: office.people.specialist.id,
    draftedOn: LocalDate.parse('2026-11-18'),
    attachmentCount: 0,
  });
  await clerk.settle();
  const { store } = clerk.replica;
  const before = listed(store.read);
  expect(before).toMatchObject({ assignments: { length: 4 }, incoming: { length: 6 } });
  store.transact(rebuild);
  expect(listed(store.read)).toEqual(before);
});

test('what comes in one page is one segment of the search index, new and changed, in whatever order', async () => {
  const { read } = clerk.replica.store;
  const segments = () =>
    read.prepare('select count(distinct segid) from search_index_idx').pluck().get() as number;
  const ids = Array.from({ length: 40 }, () => IncomingId.parse(uuid()));
  const put = (subject: string): void => {
    for (const [n, id] of ids.entries())
      office.server.put('incoming', id, {
        v: 1,
        agencyId: office.agencyId,
        state: 'arrived',
        ...{ source: 'paper', ...incomingFields({ subject }) },
        arrivedOn: addDays(LocalDate.parse('2026-09-01'), (n * 17) % 40),
        ...{ attachmentCount: 0, correctionCount: 0 },
      });
  };
  for (const subject of ['Lần đầu', 'Lần sau']) {
    const before = segments();
    put(subject);
    await clerk.settle();
    expect(segments()).toBeLessThanOrEqual(before + 1);
  }
});

test('the directory is found by any words of a name or code, and the next one takes its place whole', () => {
  const agency = (name: string, code: string) => ({
    agencyId: AgencyId.parse(uuid()),
    name,
    code,
    place: 'Lam Giang',
  });
  const { store } = clerk.replica;
  const fetch = (agencies: readonly ReturnType<typeof agency>[]) => {
    store.transact((db) => replaceDirectory(db, [...agencies]));
  };
  const names = (text: string, limit = 9) => findAgencies(store.read, text, limit).map(({ name }) => name);
  fetch([
    agency('Sở Xây dựng', 'H56.21'),
    agency('Ủy ban nhân dân xã Vân Khánh Thượng', 'H56.1.40'),
    agency('Sở Xây lắp', 'H57.2'),
  ]);
  expect(names('so xay')).toEqual(['Sở Xây dựng', 'Sở Xây lắp']);
  expect(names('xây sở', 1)).toEqual(['Sở Xây dựng']);
  expect(names('khánh thượng')).toEqual(['Ủy ban nhân dân xã Vân Khánh Thượng']);
  expect(names('h56.21')).toEqual(['Sở Xây dựng']);
  expect(names('')).toHaveLength(3);
  expect(names('%_"')).toHaveLength(3);
  fetch([agency('Sở Nội vụ', 'H56.3')]);
  expect(names('')).toEqual(['Sở Nội vụ']);
});
