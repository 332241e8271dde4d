import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type OperationName, type OperationsOfKind } from '../../src/shared/contract/contract.ts';
import type { Actor } from '../../src/shared/domain/core/command.ts';
import {
  AssignmentId,
  DelegationId,
  DossierId,
  HandoverId,
  IncomingId,
  LocalDate,
  Month,
  OutgoingId,
  Sha256,
  TaskId,
} from '../../src/shared/domain/core/values.ts';
import { itemIdOf } from '../../src/shared/domain/dossier/dossier.ts';
import { outgoingStates } from '../../src/shared/domain/outgoing/outgoing.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { person, uuid } from '../support/world.ts';

/**
 * Who reads what, asked of every query that answers documents, as `test/rules/who-may.test.ts` asks it of every command: an official's role, and how he stands to
 * the document. A draft is its drafter's; the signer joins, then the clerks, whoever holds the seal, and the leaders when it stands in
 * the book (DESIGN §4.5).
 */
const outgoing = [...outgoingStates, 'delegated'] as const;
type Outgoing = (typeof outgoing)[number];
type Seen = { readonly incoming: boolean; readonly dossier: boolean; readonly outgoing: readonly Outgoing[] };

const signed = ['signed', 'numbered', 'sealed', 'dispatched', 'void'] as const;
const inTheBook = ['numbered', 'sealed', 'dispatched', 'void'] as const;
const isNumbered = (each: Outgoing): boolean =>
  each === 'numbered' || each === 'sealed' || each === 'dispatched';
const nothing: Seen = { incoming: false, dossier: false, outgoing: [] };
const table: Readonly<Record<string, Seen & { readonly as: Actor['roles'][number] }>> = {
  clerk: { as: 'clerk', incoming: true, dossier: true, outgoing: signed },
  signer: { as: 'leader', incoming: true, dossier: true, outgoing: ['submitted', 'returned', ...signed] },
  'another leader': { as: 'leader', incoming: true, dossier: true, outgoing: inTheBook },
  'lead, owner of the dossier': { ...nothing, as: 'specialist', incoming: true, dossier: true },
  supporting: { ...nothing, as: 'specialist', incoming: true },
  'lead once, then another': { ...nothing, as: 'specialist' },
  'helper in the dossier': { ...nothing, as: 'specialist', dossier: true },
  drafter: { ...nothing, as: 'specialist', outgoing },
  delegate: { ...nothing, as: 'specialist', outgoing: ['delegated'] },
  'holder of the seal': { ...nothing, as: 'specialist', outgoing: ['numbered', 'sealed'] },
  colleague: { ...nothing, as: 'specialist' },
  administrator: { ...nothing, as: 'administrator' },
};
const names = Object.keys(table);

const WORD = 'thủy lợi';
const incomingId = IncomingId.parse(uuid());
/** As it came as a file: its sender may amend it by these names. */
const carried = {
  packageSha256: Sha256.parse('7'.repeat(64)),
  senderCode: '000.00.15.H56',
  documentCode: 'VB-07',
};
const dossierId = DossierId.parse(uuid());
const taskId = TaskId.parse(uuid());
/** Whoever gave it, leads it or helps with it, and every leader. */
const inTheTask = ['signer', 'another leader', 'lead, owner of the dossier', 'supporting'];
const outgoingIds = new Map(outgoing.map((each) => [each, OutgoingId.parse(uuid())]));
const lentOut = AssignmentId.parse(uuid());
let office: Office;
const people = new Map<string, Actor>();
const of = (name: string): Actor => people.get(name) ?? expect.fail(name);
const day = LocalDate.parse('2026-11-19');

const assign = (name: string, id = AssignmentId.parse(uuid())): void =>
  office.server.put('assignment', id, {
    v: 1,
    documentId: incomingId,
    officialId: of(name).id,
    part: 'supporting',
    by: of('signer').id,
    state: 'given',
  });

beforeAll(() => {
  office = makeOffice();
  const { agencyId, server } = office;
  for (const name of names) {
    const actor = person(agencyId, table[name]?.as ?? 'specialist');
    const sealHandovers = [HandoverId.parse(uuid())];
    people.set(name, { ...actor, ...(name === 'holder of the seal' && { sealHandovers }) });
  }
  for (const { id, ...official } of people.values()) server.put('official', id, official);
  server.put('incoming', incomingId, {
    ...{ v: 1, agencyId, state: 'assigned', source: 'paper', attachmentCount: 0, correctionCount: 0 },
    ...incomingFields({ subject: `V/v ${WORD}` }),
    ...{ arrivedOn: day, registerId: office.book('incoming'), arrivalNumber: 12 },
    carried,
  });
  for (const name of ['lead, owner of the dossier', 'supporting']) assign(name);
  assign('lead once, then another', lentOut);
  for (const [each, id] of outgoingIds)
    server.put('outgoing', id, {
      ...{ v: 1, agencyId, state: each === 'delegated' ? 'submitted' : each, attachmentCount: 0 },
      ...outgoingFields(of(each === 'delegated' ? 'delegate' : 'signer').id, { subject: `V/v ${WORD}` }),
      ...{ drafterId: of('drafter').id, file: pdfFile() },
      ...(isNumbered(each) && { number: outgoing.indexOf(each), registerId: office.book('outgoing') }),
      ...(isNumbered(each) && { issuedOn: day }),
      ...(each === 'dispatched' && { dispatchedOn: day }),
      ...(each === 'void' && { voided: { by: of('clerk').id, on: day, reason: 'In nhầm' } }),
    });
  server.put('dossierItem', itemIdOf(dossierId, { kind: 'incoming', id: incomingId }), {
    ...{ v: 1, dossierId, ordinal: 1, of: { kind: 'incoming', id: incomingId } },
    ...{ by: of('lead, owner of the dossier').id, doneAt: office.clock },
  });
  server.put('task', taskId, {
    ...{ v: 1, agencyId, state: 'given', content: `Rà soát ${WORD}`, percent: 0, givenOn: day },
    ...{ of: { kind: 'incoming', id: incomingId }, givenBy: of('signer').id },
    ...{ leadId: of('lead, owner of the dossier').id, supporterIds: [of('supporting').id] },
  });
  server.put('delegation', DelegationId.parse(uuid()), {
    ...{ v: 1, agencyId, officialId: of('delegate').id, form: 'TUQ.', typeNames: [] },
    ...{ from: day, to: LocalDate.parse('2026-12-31'), basis: 'Giấy ủy quyền số 07/GUQ' },
    ...{ by: of('signer').id, doneAt: office.clock },
  });
  server.put('classifiedCount', uuid(), {
    ...{ v: 1, agencyId, month: Month.parse('2026-11'), count: 3, by: of('clerk').id, at: office.clock },
  });
  server.put('dossier', dossierId, {
    ...{ v: 1, agencyId, state: 'open', year: 2026, notation: '01.TL', title: `Hồ sơ ${WORD}` },
    ...{ retention: 'permanent', group: 'ordinary', isRestricted: true, startedOn: day },
    ...{ ownerId: of('lead, owner of the dossier').id, helperIds: [of('helper in the dossier').id] },
    ...{ itemCount: 1, nextOrdinal: 2 },
  });
});
afterAll(() => office.close());

/** Opens the desk of one of them. */
const sitDown = (name: string): Promise<OfficeApp> => {
  const role = table[name]?.as ?? 'specialist';
  return openOfficeApp({ ...office, people: { ...office.people, [role]: of(name) } }, role);
};

type Queries = OperationsOfKind<'query'>;
type Answer = (app: OfficeApp) => Promise<readonly (string | undefined)[] | number>;
const open =
  (name: OperationName, ids: () => readonly string[], input: (id: string) => object): Answer =>
  async ({ invoke }) => {
    const found: string[] = [];
    for (const id of ids()) if ((await invoke(name, input(id) as never)).ok) found.push(id);
    return found;
  };
const page = { limit: 100, view: 'all' } as const;
const allOutgoing = (): readonly string[] => [...outgoingIds.values()];
const documentIds = (rows: readonly { readonly documentId: string }[]) =>
  rows.map(({ documentId }) => documentId);
const dossierIds = (rows: readonly { readonly dossierId: string }[]) => rows.map((row) => row.dossierId);

const taskIds = (rows: readonly { readonly taskId: string }[]) => rows.map((row) => row.taskId);

/** What each query that answers documents answers of those above, or how many. */
const asked: {
  readonly [Name in Queries]?: readonly [
    'incoming' | 'dossier' | 'task' | 'outgoing' | 'both' | 'to-sign' | 'issued' | 'overseers',
    Answer,
  ];
} = {
  'incoming.list': ['incoming', async ({ ask }) => documentIds((await ask('incoming.list', page)).rows)],
  'incoming.countViews': ['incoming', async ({ ask }) => (await ask('incoming.countViews', {})).all ?? 0],
  'incoming.get': [
    'incoming',
    open(
      'incoming.get',
      () => [incomingId],
      (documentId) => ({ documentId }),
    ),
  ],
  'incoming.findDuplicates': [
    'incoming',
    async ({ ask }) => {
      const { codeNumber = '', codeNotation = '', organName } = incomingFields();
      const found = await ask('incoming.findDuplicates', { codeNumber, codeNotation, organName });
      return documentIds(found.map(({ row }) => row));
    },
  ],
  'exchange.findAmended': [
    'incoming',
    async ({ ask }) => {
      const { senderCode, documentCode } = carried;
      const found = await ask('exchange.findAmended', { how: 'update', senderCode, names: [documentCode] });
      return found.documentId ? [found.documentId] : [];
    },
  ],
  'outgoing.list': ['outgoing', async ({ ask }) => documentIds((await ask('outgoing.list', page)).rows)],
  'outgoing.countViews': ['outgoing', async ({ ask }) => (await ask('outgoing.countViews', {})).all ?? 0],
  'outgoing.get': ['outgoing', open('outgoing.get', allOutgoing, (documentId) => ({ documentId }))],
  'search.find': [
    'both',
    async ({ ask }) =>
      documentIds((await ask('search.find', { text: 'thuy loi', order: 'newest', limit: 100 })).hits),
  ],
  'dossier.list': ['dossier', async ({ ask }) => dossierIds((await ask('dossier.list', page)).rows)],
  'dossier.countViews': ['dossier', async ({ ask }) => (await ask('dossier.countViews', {})).all ?? 0],
  'dossier.get': [
    'dossier',
    open(
      'dossier.get',
      () => [dossierId],
      (id) => ({ dossierId: id }),
    ),
  ],
  'dossier.items': [
    'dossier',
    async ({ ask }) =>
      (await ask('dossier.items', { limit: 100, dossierId, isRemoved: false })).items.map(() => dossierId),
  ],
  'dossier.ofDocument': [
    'dossier',
    async ({ ask }) =>
      dossierIds(await ask('dossier.ofDocument', { of: { kind: 'incoming', id: incomingId } })),
  ],
  'task.list': ['task', async ({ ask }) => taskIds((await ask('task.list', page)).rows)],
  'task.countViews': ['task', async ({ ask }) => (await ask('task.countViews', {})).all ?? 0],
  'task.get': [
    'task',
    open(
      'task.get',
      () => [taskId],
      (id) => ({ taskId: id }),
    ),
  ],
  'task.ofDocument': [
    'task',
    async ({ ask }) => taskIds(await ask('task.ofDocument', { of: { kind: 'incoming', id: incomingId } })),
  ],
  'task.count': [
    'task',
    async ({ ask }) => {
      const { counts } = await ask('task.count', { from: day, to: day });
      return Object.values(counts).reduce((sum, each) => sum + each, 0);
    },
  ],
  'signing.listToSign': [
    'to-sign',
    async ({ ask }) => documentIds((await ask('signing.listToSign', { role: 'person' })).rows),
  ],
  'signing.countToSign': [
    'to-sign',
    async ({ ask }) => (await ask('signing.countToSign', { role: 'person' })).count,
  ],
  'report.countExchange': [
    'issued',
    async ({ invoke }) => {
      const counted = await invoke('report.countExchange', { from: day, to: day });
      return counted.ok ? counted.value.whole.issuedCount : 0;
    },
  ],
  'report.countDocuments': [
    'issued',
    async ({ invoke }) => {
      const counted = await invoke('report.countDocuments', { from: day, to: day });
      if (!counted.ok) return 0;
      const { done, open, late } = counted.value.outgoing.whole;
      return (done ?? 0) + (open ?? 0) + (late ?? 0);
    },
  ],
  'report.listDocuments': [
    'overseers',
    async ({ invoke }) =>
      Number((await invoke('report.listDocuments', { from: day, to: day, book: 'outgoing', limit: 9 })).ok),
  ],
  'report.listShortfalls': [
    'overseers',
    async ({ invoke }) =>
      Number((await invoke('report.listShortfalls', { from: day, to: day, figure: 'in-time', limit: 9 })).ok),
  ],
  'report.listClassifiedCounts': [
    'overseers',
    async ({ invoke }) => {
      const typedIn = await invoke('report.listClassifiedCounts', { month: Month.parse('2026-11') });
      return typedIn.ok ? typedIn.value.length : 0;
    },
  ],
};

/** What answers the office's own, the machine's own, or what was found in one document or file that is held here. */
const others: readonly Queries[] = [
  ...(['incoming.suggestFields', 'outgoing.suggestFields', 'outgoing.suggestRecipients'] as const),
  ...(['outgoing.compareVersions', 'outgoing.check'] as const),
  ...(['signing.verify', 'signing.proposePlaces', 'signing.preflight', 'trust.inspect'] as const),
  ...(['signing.getBatch', 'signing.listExtensions', 'signing.listPlaces', 'signing.getSettings'] as const),
  ...([
    'signing.listKeys',
    'signing.listTokens',
    'file.getRoom',
    'sync.getStatus',
    'sync.listOperations',
  ] as const),
  // What he looked for, in his own words.
  'search.saved',
  ...(['lock.getStatus', 'lock.getWindowKey', 'profile.get', 'profile.listChoices', 'trust.list'] as const),
  ...([
    'office.listOfficials',
    'office.listUnits',
    'office.listRegisters',
    'office.listDelegations',
    'dossier.yearList',
    'dossier.getBundle',
  ] as const),
  ...(['office.listHandovers', 'office.listAgencies', 'office.listBooks', 'office.listIncidents'] as const),
  ...(['device.list', 'exchange.listGroups', 'office.listLeavers', 'office.listOpenWork'] as const),
  ...(['office.listChart', 'office.listEvents', 'office.getWorkingYear'] as const),
  // Narrower lists over what the lists above answer, with tests of their own.
  ...(['incoming.countAttention', 'incoming.listAlarms', 'notice.list'] as const),
  // A contained document's place in the book, and an administrator's access log: with rules and tests of their own.
  ...(['secrecy.listContainments', 'secrecy.listWiped', 'opening.list', 'opening.count'] as const),
];

function expected(name: string, kind: string): readonly string[] {
  const seen = table[name] ?? { ...nothing, as: undefined };
  const outgoingSeen = seen.outgoing.map((each) => outgoingIds.get(each) ?? '');
  const incomingSeen = seen.incoming ? [incomingId] : [];
  // Reports are the clerks' and the leaders'. What is void in the story above never had a day.
  const isOverseer = seen.as === 'clerk' || seen.as === 'leader';
  if (kind === 'overseers') return isOverseer ? ['once'] : [];
  if (kind === 'issued') return isOverseer ? outgoing.filter(isNumbered) : [];
  if (kind === 'dossier') return seen.dossier ? [dossierId] : [];
  if (kind === 'task') return inTheTask.includes(name) ? [taskId] : [];
  if (kind === 'incoming') return incomingSeen;
  if (kind === 'both') return [...incomingSeen, ...outgoingSeen];
  if (kind === 'outgoing') return outgoingSeen;
  const isSigner = { signer: 'submitted', delegate: 'delegated' }[name];
  return isSigner === undefined ? [] : [outgoingIds.get(isSigner as Outgoing) ?? ''];
}

test.each(names)('%s', async (name) => {
  const app = await sitDown(name);
  try {
    if (name === 'lead once, then another') {
      await app.until(async () => (await app.invoke('incoming.get', { documentId: incomingId })).ok);
      assign('supporting', lentOut);
      await app.ask('sync.tryNow', {});
    }
    for (const [query, [kind, answer]] of Object.entries(asked)) {
      const found = await answer(app);
      const wanted = expected(name, kind);
      if (typeof found === 'number') expect([query, found]).toEqual([query, wanted.length]);
      else expect([query, [...found].sort()]).toEqual([query, [...wanted].sort()]);
    }
  } finally {
    await app.close();
  }
});

test('every query is asked here, or is known to answer no list of documents', () => {
  const queries = (Object.keys(contract) as OperationName[]).filter(
    (name) => contract[name].kind === 'query',
  );
  expect([...Object.keys(asked), ...others].sort()).toEqual(queries.sort());
});

test('III.3.b: what looks at one document finds nothing in one that is another’s', async () => {
  const app = await sitDown('colleague');
  try {
    const documentId = outgoingIds.get('sealed');
    for (const name of [
      'outgoing.check',
      'signing.preflight',
      'signing.proposePlaces',
      'outgoing.suggestRecipients',
    ] as const)
      expect([name, (await app.invoke(name, { documentId } as never)).ok]).toEqual([name, false]);
    const { sha256 } = pdfFile('a');
    const compared = await app.invoke('outgoing.compareVersions', {
      documentId,
      from: sha256,
      to: sha256,
    } as never);
    expect(compared.ok).toBe(false);
  } finally {
    await app.close();
  }
});
