import type { AuthorityStore, BatchWrite } from '../../src/server/store/authority-store.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import type { Register } from '../../src/shared/domain/office/register.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import type { Incident } from '../../src/shared/domain/register/incident.ts';
import type { Stored } from './storage.ts';

/** Looks at every commit of the authority, because some promises are of the way there, which the end does not show. */
export type Watch = {
  readonly over: (store: AuthorityStore) => AuthorityStore;
  /** After a restore, nothing but what the backup held was ever promised. */
  readonly startFrom: (stored: Stored) => void;
  readonly problems: string[];
};

type Body = Readonly<Record<string, unknown>>;
type Known = Map<string, Body>;

/** What may still change of an outgoing document that has its number. */
const FREE_WHEN_NUMBERED = new Set([
  ...[
    'state',
    'file',
    'attachmentsToSeal',
    'messageId',
    'packageSha256',
    'dispatchedOn',
    'voided',
    'laterField',
  ],
]);
/** What an official entered into the book of incoming documents; only a correction changes it. */
const REGISTERED_FIELDS = [
  'typeName',
  'codeNumber',
  'codeNotation',
  'organName',
  'subject',
  'file',
  'exchange',
];

export function makeWatch(): Watch {
  const known: Known = new Map();
  const problems: string[] = [];
  return {
    problems,
    startFrom: ({ entities }) => {
      known.clear();
      for (const { kind, id, body } of entities) known.set(`${kind}:${id}`, JSON.parse(body) as Body);
    },
    over: (store) => ({
      inBatch: (opening, work) =>
        store.inBatch(opening, (transaction) =>
          work({
            ...transaction,
            write: async (write) => {
              const outcome = await transaction.write(write);
              if ('written' in outcome) look(known, write, problems);
              return outcome;
            },
          }),
        ),
    }),
  };
}

function look(known: Known, write: BatchWrite, problems: string[]): void {
  problems.push(...fencedOff(known, write));
  const nameOf = new Map(write.log.map(({ id, name }) => [id, name]));
  for (const { kind, id, body: text, operation_id: operationId } of [...write.created, ...write.put]) {
    const key = `${kind}:${id}`;
    const [before, after] = [known.get(key), JSON.parse(text) as Body];
    known.set(key, after);
    if (!before) continue;
    const isCorrected = write.log.some(({ name }) => name === 'incoming.correct');
    for (const field of changedWrongly(kind, before, after, isCorrected))
      problems.push(`${nameOf.get(operationId) ?? '?'} changed ${field} of ${key}`);
  }
  for (const { name, args } of write.log) problems.push(...saidTooEarly(known, name, args));
  problems.push(...miscounted(known, write));
}

/** Invariants 1 and 2, and that what only a newer program knows is kept: the fields that this commit should not have touched. */
function changedWrongly(kind: string, before: Body, after: Body, isCorrected: boolean): readonly string[] {
  const differ = (field: string): boolean => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const lost = before['laterField'] !== undefined && after['laterField'] === undefined ? ['laterField'] : [];
  if (kind === 'outgoing' && (before as Partial<Outgoing>).number !== undefined)
    return [
      ...lost,
      ...Object.keys(before).filter((field) => !FREE_WHEN_NUMBERED.has(field) && differ(field)),
    ];
  const { state } = before as Partial<Incoming>;
  if (kind === 'incoming' && state !== 'arrived') {
    const fixed = ['arrivalNumber', 'registerId', 'arrivedOn', ...(isCorrected ? [] : REGISTERED_FIELDS)];
    return [...lost, ...fixed.filter(differ)];
  }
  if (kind === 'incident')
    return [...lost, ...Object.keys(before).filter((field) => field !== 'laterField' && differ(field))];
  return lost;
}

/** A status of a delivery may not be told before what it tells has happened: the sender's never runs ahead of the recipient's. */
function saidTooEarly(known: Known, name: string, args: string): readonly string[] {
  if (name !== 'exchange.noteStatus') return [];
  const { deliveryId, status } = JSON.parse(args) as { deliveryId: string; status: string };
  const hasArrived = [...known.values()].some(
    (body) => (body as Partial<Incoming>).exchange?.deliveryId === deliveryId,
  );
  return hasArrived || status === '02' ? [] : [`delivery ${deliveryId} was told ${status} before it arrived`];
}

type Lent = { readonly inForce: number | undefined; readonly last: number };
type Loan = { readonly registerId: string; readonly given?: { readonly epoch: number } };

/** A number that was given without a line counts under the very lease under which it was given: the generation is followed here by what was accepted. */
function fencedOff(known: Known, { log }: BatchWrite): readonly string[] {
  const books = new Map<string, Lent>();
  const problems: string[] = [];
  for (const { name, args } of log.toSorted((a, b) => a.ordinal - b.ordinal)) {
    if (!LOANS.has(name)) continue;
    const { registerId, given } = JSON.parse(args) as Loan;
    const body = known.get(`register:${registerId}`) as Partial<Register> | undefined;
    const { inForce, last } = books.get(registerId) ?? {
      inForce: body?.lease?.epoch,
      last: body?.leaseEpoch ?? 0,
    };
    if (name === 'register.takeLease')
      books.set(registerId, { inForce: inForce ?? last + 1, last: inForce === undefined ? last + 1 : last });
    else if (name.startsWith('register.')) books.set(registerId, { inForce: undefined, last });
    else if (given?.epoch !== inForce)
      problems.push(
        `${name} took a number of lease ${String(given?.epoch)} from ${registerId} under lease ${String(inForce)}`,
      );
  }
  return problems;
}
const LOANS = new Set([
  ...['register.takeLease', 'register.returnLease', 'register.withdrawLease'],
  ...['outgoing.takeNumber', 'incoming.register'],
]);

/** A book waits for as many decisions as there are open incidents whose number was free. */
function miscounted(known: Known, { created, put }: BatchWrite): readonly string[] {
  if (![...created, ...put].some(({ kind }) => kind === 'incident' || kind === 'register')) return [];
  const open = new Map<string, number>();
  for (const [key, body] of known) {
    const { registerId, isDisputed, settled } = body as Partial<Incident>;
    if (key.startsWith('incident:') && registerId && isDisputed && !settled)
      open.set(registerId, (open.get(registerId) ?? 0) + 1);
  }
  return [...known]
    .filter(([key]) => key.startsWith('register:'))
    .map(([key, body]) => [key.slice('register:'.length), (body as Partial<Register>).disputed ?? 0] as const)
    .filter(([id, disputed]) => disputed !== (open.get(id) ?? 0))
    .map(([id, disputed]) => `${id} counts ${String(disputed)} disputes of ${String(open.get(id) ?? 0)}`);
}
