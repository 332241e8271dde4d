import type { AuthorityStore, BatchWrite } from '../../src/server/store/authority-store.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { OF_AUTHORITY, type Register } from '../../src/shared/domain/office/register.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import type { Incident } from '../../src/shared/domain/register/incident.ts';
import type { Wish } from '../../src/shared/domain/register/number.ts';
import type { Stored } from './storage.ts';

/** Looks at every commit of the authority, because some promises are of the way there, which the end does not show. */
export type Watch = {
  readonly over: (store: AuthorityStore) => AuthorityStore;
  /** After a restore, nothing but what the backup held was ever promised. */
  readonly startFrom: (stored: Stored) => void;
  readonly problems: string[];
  /** Documents that were contained, by kind and id: what was known of each when it went. */
  readonly contained: ReadonlyMap<string, Contained>;
};

/** What must be found nowhere once a document is contained. */
export type Contained = {
  readonly subject: string;
  /** A copy of it (sao), a document of its own, bore its words: a desk that had to give up the copy alone has them on freed pages, as of any other document. */
  readonly isCopied: boolean;
  readonly files: readonly string[];
  /** The document and its parts. */
  readonly ids: readonly string[];
};

type Body = Readonly<Record<string, unknown>>;
type Known = Map<string, Body>;
/** What stands in the authority's tables, as its commits said: bodies, the files that they name, and whose parts they are. */
type Seen = {
  readonly known: Known;
  readonly roots: Map<string, string>;
  readonly files: Map<string, readonly string[]>;
  /** Deliveries that have come to their recipient. */
  readonly arrived: Set<unknown>;
  readonly contained: Map<string, Contained>;
  /** Documents of which copies were made; a restore takes none from the desks. */
  readonly copied: Set<string>;
};

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
    'incidentIds',
    'recall',
    'amendedBy',
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
  const seen: Seen = {
    known: new Map(),
    roots: new Map(),
    files: new Map(),
    arrived: new Set(),
    contained: new Map(),
    copied: new Set(),
  };
  const problems: string[] = [];
  return {
    problems,
    contained: seen.contained,
    startFrom: ({ entities, named }) => {
      for (const each of [seen.known, seen.roots, seen.files]) each.clear();
      for (const { kind, id, body, rootKind, rootId } of entities) {
        seen.known.set(`${kind}:${id}`, JSON.parse(body) as Body);
        seen.roots.set(`${kind}:${id}`, `${rootKind}:${rootId}`);
      }
      for (const { kind, id, sha256 } of named)
        seen.files.set(`${kind}:${id}`, [...(seen.files.get(`${kind}:${id}`) ?? []), sha256]);
    },
    over: (store) => ({
      inBatch: (opening, work) =>
        store.inBatch(opening, (transaction) =>
          work({
            ...transaction,
            write: async (write) => {
              const outcome = await transaction.write(write);
              if ('written' in outcome) look(seen, write, problems);
              return outcome;
            },
          }),
        ),
    }),
  };
}

function look(seen: Seen, write: BatchWrite, problems: string[]): void {
  const { known } = seen;
  problems.push(...fencedOff(known, write));
  const given = new Set(write.log.map(({ name }) => name));
  const nameOf = new Map(write.log.map(({ id, name }) => [id, name]));
  for (const { kind, id, body: text, operation_id: operationId } of [...write.created, ...write.put]) {
    const key = `${kind}:${id}`;
    const [before, after] = [known.get(key), JSON.parse(text) as Body];
    known.set(key, after);
    if (!before) continue;
    for (const field of changedWrongly(kind, before, after, given))
      problems.push(`${nameOf.get(operationId) ?? '?'} changed ${field} of ${key}`);
  }
  note(seen, write);
  for (const { name, args } of write.log)
    problems.push(...saidTooEarly(seen, name, args), ...givenAlthoughSeen(seen, name, args));
  for (const { kind, id } of write.purged) forget(seen, `${kind}:${id}`);
  problems.push(...miscounted(known, write));
}

function note({ known, roots, files, arrived, copied }: Seen, { created, put, blobRefs }: BatchWrite): void {
  for (const { kind, id, root_kind, root_id } of [...created, ...put]) {
    roots.set(`${kind}:${id}`, `${root_kind}:${root_id}`);
    const body = known.get(`${kind}:${id}`) as Body;
    const { copy } = body as Partial<Outgoing>;
    const { exchange } = body as Partial<Incoming>;
    if (copy) copied.add(`${copy.of.kind}:${copy.of.id}`);
    if (exchange) arrived.add(exchange.deliveryId);
  }
  for (const { kind, id, hashes } of blobRefs) files.set(`${kind}:${id}`, hashes);
}

/** A contained document goes with its parts; what it said and carried is looked for in the end. */
function forget({ known, roots, files, contained, copied }: Seen, root: string): void {
  const keys = [...roots].filter(([, of]) => of === root).map(([key]) => key);
  // What a package would have become here, had it been let in: nothing was there.
  if (!known.has(root)) return;
  const { subject } = known.get(root) as Partial<Incoming>;
  contained.set(root, {
    subject: String(subject),
    isCopied: copied.has(root),
    files: keys.flatMap((key) => files.get(key) ?? []),
    ids: keys.map((key) => key.slice(key.indexOf(':') + 1)),
  });
  for (const key of keys) for (const each of [known, roots, files]) each.delete(key);
}

/** Invariants 1 and 2, and that what only a newer program knows is kept: the fields that this commit should not have touched. */
function changedWrongly(
  kind: string,
  before: Body,
  after: Body,
  given: ReadonlySet<string>,
): readonly string[] {
  const differ = (field: string): boolean => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  // In whose hands it is, is no word of the document.
  const isHandedOn = (field: string): boolean => field === 'drafterId' && given.has('office.handOverWork');
  const lost = before['laterField'] !== undefined && after['laterField'] === undefined ? ['laterField'] : [];
  if (kind === 'outgoing' && (before as Partial<Outgoing>).number !== undefined)
    return [
      ...lost,
      ...Object.keys(before).filter(
        (field) => !FREE_WHEN_NUMBERED.has(field) && differ(field) && !isHandedOn(field),
      ),
    ];
  const { state } = before as Partial<Incoming>;
  if (kind === 'incoming' && state !== 'arrived') {
    const fixed = [
      'arrivalNumber',
      'registerId',
      'arrivedOn',
      ...(given.has('incoming.correct') ? [] : REGISTERED_FIELDS),
    ];
    // Given back to its sender: the line stays, its file goes.
    // Carried in as a package: the message that the server brings later is its own.
    const isFree = (field: string): boolean =>
      (field === 'file' && after['state'] === 'recalled') ||
      (field === 'exchange' && before['exchange'] === undefined && 'carried' in before);
    return [...lost, ...fixed.filter((field) => differ(field) && !isFree(field))];
  }
  if (kind === 'incident')
    return [...lost, ...Object.keys(before).filter((field) => field !== 'laterField' && differ(field))];
  return lost;
}

/** A status of a delivery may not be told before what it tells has happened: the sender's never runs ahead of the recipient's. */
function saidTooEarly({ arrived }: Seen, name: string, args: string): readonly string[] {
  if (name !== 'exchange.noteStatus') return [];
  const { deliveryId, status } = JSON.parse(args) as { deliveryId: string; status: string };
  return arrived.has(deliveryId) || status === '02'
    ? []
    : [`delivery ${deliveryId} was told ${status} before it arrived`];
}

/** A desk that asks for a number says how far it has seen the book: what it gets is on no paper that it knows of. */
function givenAlthoughSeen({ known }: Seen, name: string, args: string): readonly string[] {
  const kind = NUMBERED_BY[name];
  if (!kind) return [];
  const { documentId, given, seenNext = 0 } = JSON.parse(args) as Wish & { documentId: string };
  const { number, arrivalNumber } = (known.get(`${kind}:${documentId}`) ?? {}) as Partial<
    Outgoing & Incoming
  >;
  const got = number ?? arrivalNumber;
  return given || got === undefined || got >= seenNext
    ? []
    : [
        `${name} gave ${kind}:${documentId} number ${String(got)}, and its desk has seen ${String(seenNext - 1)} given`,
      ];
}
const NUMBERED_BY: Readonly<Record<string, string>> = {
  'outgoing.takeNumber': 'outgoing',
  'incoming.register': 'incoming',
};

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
    else if (given?.epoch !== OF_AUTHORITY && given?.epoch !== inForce)
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
