import { assert } from '../../shared/assert.ts';
import type { Context, Inspected, Inspection } from '../../shared/domain/core/command.ts';
import { READ_ROUNDS_MAX, refsOf } from '../../shared/domain/core/decide.ts';
import { byLockOrder, type Ref, refKey } from '../../shared/domain/core/kinds.ts';
import { officialPrincipal, type Principal } from '../../shared/domain/core/principal.ts';
import type {
  AgencyId,
  DeviceId,
  Instant,
  OfficialId,
  OperationId,
} from '../../shared/domain/core/values.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import { Verdict } from '../../shared/protocol/push.ts';
import { dayOf } from '../../shared/text/day.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import type { Inspect, ServerPorts } from '../ports.ts';
import type {
  AuthorityStore,
  BatchOpening,
  BatchTransaction,
  BatchWrite,
  OpenedBatch,
} from '../store/authority-store.ts';
import { rowsOf } from './consequences.ts';
import { type BatchRules, type DecidedBatch, decideBatch, type Fate } from './decide-batch.ts';
import type { Prepared } from './prepared.ts';
import { checkSequence, type SequenceFault } from './sequence.ts';
import { acceptedStart, acceptedText, conflictText, refusedText, retryText } from './verdict-text.ts';
import { BatchView } from './view.ts';

/** Reads beyond the first round trip, and decisions anew after losing to a committed claim. */
const ROUNDS_MAX = 2 * READ_ROUNDS_MAX;
const LOSSES_MAX = 10;

export type Batch = {
  readonly agencyId: AgencyId;
  readonly officialId: OfficialId;
  /** Given for the server itself; an official's is read in the batch's transaction. */
  readonly system?: Official;
  readonly device: DeviceId;
  readonly isEnrolled: boolean;
  readonly principals: readonly Principal[];
  readonly arrivedAt: Instant;
  readonly operations: readonly Prepared[];
  readonly queueId?: string;
  readonly beforeCommit: () => void;
};

export type BatchParts = {
  readonly store: AuthorityStore;
  readonly inspect: Inspect;
  readonly ports: Pick<ServerPorts, 'log' | 'newId'>;
};

/** `texts` in the order of the operations; `head` of the agency's feed where something was accepted. */
export type BatchAnswer = {
  readonly texts: readonly string[];
  readonly touched: readonly Ref[];
  readonly head: number | undefined;
  readonly hasQueued: boolean;
};
export type BatchOutcome = BatchAnswer | SequenceFault | 'queue-row-gone';

/**
 * Decides and writes a batch in one transaction. Signed files are looked at before it; a lost claim decides the batch again with that operation
 * refused.
 */
export async function runBatch(batch: Batch, parts: BatchParts): Promise<BatchOutcome> {
  const inspected = await inspectAll(batch.operations, parts.inspect);
  const lost = new Map<string, FaultCode>();
  let refs = firstRefs(batch);
  for (let round = 0; round <= ROUNDS_MAX + LOSSES_MAX; round += 1) {
    const outcome = await parts.store.inBatch(openingOf(batch, refs), (transaction) =>
      decideAndWrite(batch, parts, { transaction, refs, lost, inspected }),
    );
    if (typeof outcome === 'string' || !('again' in outcome)) return outcome;
    refs = sorted([...refs, ...outcome.refs]);
    for (const { operationId, code } of outcome.lost) lost.set(operationId, code as FaultCode);
  }
  throw new Error('a batch was decided too many times');
}

type Again = {
  readonly again: true;
  readonly refs: readonly Ref[];
  readonly lost: readonly { readonly operationId: string; readonly code: string }[];
};
type Try = {
  readonly transaction: BatchTransaction;
  readonly refs: readonly Ref[];
  readonly lost: ReadonlyMap<string, FaultCode>;
  readonly inspected: ReadonlyMap<string, Inspected>;
};

async function decideAndWrite(batch: Batch, parts: BatchParts, attempt: Try): Promise<BatchOutcome | Again> {
  const { transaction, refs, lost, inspected } = attempt;
  const { opened } = transaction;
  const actor = batch.system ?? opened.actor;
  const sequence = checkSequence(batch, opened);
  if ('rejected' in sequence) return sequence;
  if (!actor) return { rejected: 'device-unknown' };
  const view = new BatchView();
  view.hold(refs, opened.entities);
  const rules = rulesOf(batch, parts, opened, actor, lost, inspected);
  let highest = refs.at(-1);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const decided = decideBatch(batch.operations, view, rules);
    if ('more' in decided) {
      const more = sorted(decided.more);
      const first = more[0];
      // A ref that sorts before a held one would break the one lock order: begin again with the union.
      if (first && highest && byLockOrder(first, highest) < 0) return { again: true, refs: more, lost: [] };
      view.hold(more, await transaction.readMore(more));
      highest = more.at(-1) ?? highest;
      continue;
    }
    const write = writeOf(batch, decided, view, sequence.lastDevSeq);
    batch.beforeCommit();
    const outcome = await transaction.write(write);
    if ('lost' in outcome) return { again: true, refs: [], lost: outcome.lost };
    return answerOf(batch, decided, outcome.written);
  }
  throw new Error(`the batch's reads did not settle in ${String(ROUNDS_MAX)} rounds`);
}

/** The refs that can be named before anything is read. */
const firstRefs = ({ operations, officialId }: Batch): readonly Ref[] =>
  sorted(operations.flatMap((each) => refsUnread(each, officialId)));

function refsUnread(operation: Prepared, officialId: OfficialId): readonly Ref[] {
  if (!('parsed' in operation)) return [];
  try {
    return refsOf(operation.parsed, () => undefined, officialId);
  } catch {
    // The same throw comes again where the operation is decided, and is dealt with there.
    return [];
  }
}

const sorted = (refs: readonly Ref[]): readonly Ref[] =>
  [...new Map(refs.map((each) => [refKey(each), { kind: each.kind, id: each.id }])).values()].sort(
    byLockOrder,
  );

function openingOf(batch: Batch, refs: readonly Ref[]): BatchOpening {
  const { agencyId, officialId, device, isEnrolled, principals, arrivedAt, operations } = batch;
  return {
    agencyId,
    officialId,
    isSystem: batch.system !== undefined,
    device,
    isEnrolled,
    // By these the files are looked for: what he sent himself counts, even after he has left.
    principals: [...new Set([...principals, officialPrincipal(officialId)])],
    arrivedAt,
    doneSince: operations.reduce((oldest, { doneAt }) => earlier(doneAt, oldest), arrivedAt),
    operations,
    refs,
    blobs: [...new Set(operations.flatMap(({ blobs }) => blobs))],
    queueId: batch.queueId,
  };
}

/** Instants have one form of one length, so that their letters order them. */
const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);

const inspectionKey = ({ signedSha256, baseSha256 }: Inspection) => `${signedSha256}/${baseSha256}`;

async function inspectAll(
  operations: readonly Prepared[],
  inspect: Inspect,
): Promise<ReadonlyMap<string, Inspected>> {
  const found = new Map<string, Inspected>();
  for (const inspection of operations.flatMap(({ inspections }) => inspections)) {
    const seen = await inspect(inspection);
    if (seen) found.set(inspectionKey(inspection), seen);
  }
  return found;
}

function rulesOf(
  batch: Batch,
  { ports }: BatchParts,
  opened: OpenedBatch,
  actor: Official,
  lost: Try['lost'],
  inspected: Try['inspected'],
): BatchRules {
  const { agencyId, officialId, device, arrivedAt } = batch;
  const today = dayOf(arrivedAt);
  return {
    known: new Map(opened.known.map((each) => [each.id, each])),
    missing: new Set(opened.missingBlobs),
    lost,
    officialId,
    contextOf: ({ doneAt }): Context => ({
      actor: { ...actor, id: officialId },
      agencyId,
      device,
      isAuthority: true,
      today,
      at: arrivedAt,
      // A device clock that runs ahead would date things after their arrival.
      doneAt: earlier(doneAt, arrivedAt),
      inspect: (inspection) => inspected.get(inspectionKey(inspection)),
    }),
    actorThen: ({ doneAt }) => {
      const madeAt = Date.parse(doneAt);
      const then = opened.history.findLast(({ since }) => Date.parse(since) <= madeAt);
      return then && then !== opened.history.at(-1) ? { ...then.body, id: officialId } : undefined;
    },
    onBug: ({ name, id }, problem) => {
      const logId = ports.newId();
      const error = problem instanceof Error ? problem : new Error('not an error');
      const where = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
      ports.log('decide.failed', { logId, name, operationId: id, problem: error.name, where: where.trim() });
      return logId;
    },
  };
}

function writeOf(
  batch: Batch,
  { fates, claims, queue, purged, acceptedCount }: DecidedBatch,
  view: BatchView,
  lastDevSeq: number | undefined,
): BatchWrite {
  const verdicts: BatchWrite['verdicts'][number][] = [];
  const log: BatchWrite['log'][number][] = [];
  for (const operation of batch.operations) {
    const fate = fates.get(operation.id);
    assert(fate, 'every operation of a decided batch has a fate');
    const stored = storedVerdict(operation.id, fate);
    if (stored) verdicts.push({ id: operation.id, ...stored });
    if (fate.type !== 'accepted') continue;
    const { id, devSeq, name, argsText, argsSha256, doneAt, signature } = operation;
    log.push({
      id,
      ordinal: fate.ordinal,
      dev_seq: devSeq ?? null,
      name,
      args: argsText,
      args_sha256: argsSha256,
      done_at: earlier(doneAt, batch.arrivedAt),
      ...(signature !== undefined && { signature, signed_done_at: doneAt }),
    });
  }
  const removesQueueRow = batch.queueId !== undefined && [...fates.values()].every(isAccepted);
  return {
    acceptedCount,
    lastDevSeq,
    removesQueueRow,
    claims,
    queue,
    purged,
    ...rowsOf(view),
    verdicts,
    log,
  };
}

/** Accepted now or before; a refused delivery still has to be told to its sender, so its queue row stays. */
const isAccepted = (fate: Fate): boolean =>
  fate.type === 'accepted' ||
  (fate.type === 'replayed' && Verdict.parse(JSON.parse(fate.known.verdict ?? '')).status === 'accepted');

/** What the idempotency row keeps of a fate; nothing for an answer that was not given or not for this official. */
function storedVerdict(id: OperationId, fate: Fate): Omit<BatchWrite['verdicts'][number], 'id'> | undefined {
  const touched = 'touched' in fate ? JSON.stringify(fate.touched.slice(0, TOUCHED_MAX)) : '[]';
  const kept = { touched, ordinal: null, attempts: 0 };
  switch (fate.type) {
    case 'accepted':
      return { ...kept, verdict: acceptedStart(id), ordinal: fate.ordinal };
    case 'refused':
      return { ...kept, verdict: refusedText(id, fate.refusal) };
    case 'conflict':
      return { ...kept, verdict: conflictText(id, fate.code) };
    case 'undecided':
      return { ...kept, verdict: null, attempts: 1 };
    default:
      return undefined;
  }
}

/** Entities that an answer brings along, at most. */
const TOUCHED_MAX = 60;

function answerOf(
  { operations }: Batch,
  { fates, queue, purged, acceptedCount }: DecidedBatch,
  { base, head }: { readonly base: number; readonly head: number },
): BatchAnswer {
  const texts = operations.map(({ id }) => {
    const fate = fates.get(id);
    assert(fate, 'every operation of a decided batch has a fate');
    return textOf(id, fate, base);
  });
  const touched = [...fates.values()].flatMap(touchedBy);
  return {
    texts,
    touched,
    head: acceptedCount > 0 ? head : undefined,
    hasQueued: queue.length > 0 || purged.length > 0,
  };
}

function textOf(id: OperationId, fate: Fate, base: number): string {
  switch (fate.type) {
    case 'accepted':
      return acceptedText(acceptedStart(id), base + fate.ordinal);
    case 'refused':
      return refusedText(id, fate.refusal);
    case 'conflict':
      return conflictText(id, fate.code);
    case 'missing-blobs':
      return retryText(id, { missingBlobs: fate.missing });
    case 'undecided':
      return retryText(id, { code: 'undecided' });
    case 'put-off':
      return retryText(id, { code: fate.code });
    case 'behind':
      return retryText(id, { code: 'behind-missing-blobs' });
    case 'replayed':
      return fate.known.verdict ?? retryText(id, { code: 'undecided' });
    case 'foreign':
      return refusedText(id, { refused: 'entity.exists', detail: {} });
  }
}

const touchedBy = (fate: Fate): readonly Ref[] => {
  if (fate.type === 'replayed') return JSON.parse(fate.known.touched ?? '[]') as readonly Ref[];
  return 'touched' in fate ? fate.touched : [];
};
