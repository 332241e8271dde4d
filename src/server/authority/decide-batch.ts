import type { Context, Decision, Refusal } from '../../shared/domain/core/command.ts';
import { isRefusal, refuse, undecided } from '../../shared/domain/core/command.ts';
import { decideOver, isGivenAgain, isLasting, type Parsed, refsOf } from '../../shared/domain/core/decide.ts';
import { kindRule, type Ref, refKey } from '../../shared/domain/core/kinds.ts';
import { BODY_BYTES_MAX } from '../../shared/domain/core/schema.ts';
import { WAITS_FOR_OTHERS } from '../../shared/protocol/push.ts';
import { dayOf } from '../../shared/text/day.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import type { BatchWrite, Known } from '../store/authority-store.ts';
import type { Prepared } from './prepared.ts';
import type { BatchView, WrittenChange } from './view.ts';

/** A decision that throws is a bug: the operation is tried this often, then refused, so that one bug does not stop a device for ever. */
export const ATTEMPTS_MAX = 3;

/** What became of one operation. */
export type Fate =
  | { readonly type: 'accepted'; readonly ordinal: number; readonly touched: readonly Ref[] }
  | { readonly type: 'refused'; readonly refusal: Refusal; readonly touched: readonly Ref[] }
  | { readonly type: 'conflict'; readonly code: string; readonly touched: readonly Ref[] }
  | { readonly type: 'missing-blobs'; readonly missing: Prepared['blobs'] }
  | { readonly type: 'undecided' }
  /** Waits for what other people do; decided anew whenever it comes. */
  | { readonly type: 'put-off'; readonly code: FaultCode; readonly touched: readonly Ref[] }
  /** Builds on an earlier operation that waits for its files. */
  | { readonly type: 'behind' }
  /** Answered before: nothing is decided. */
  | { readonly type: 'replayed'; readonly known: Known }
  /** The id belongs to another official's operation; its answer is not for this one. */
  | { readonly type: 'foreign' };

export type BatchRules = {
  readonly known: ReadonlyMap<string, Known>;
  readonly missing: ReadonlySet<string>;
  /** Operations that lost to something committed in an earlier try of this batch. */
  readonly lost: ReadonlyMap<string, FaultCode>;
  readonly officialId: string;
  readonly contextOf: (operation: Prepared) => Context;
  /** The actor as he was when the operation was made, where his rights have changed since. */
  readonly actorThen: (operation: Prepared) => Context['actor'] | undefined;
  readonly onBug: (operation: Prepared, problem: unknown) => string;
};

export type DecidedBatch = {
  readonly fates: ReadonlyMap<string, Fate>;
  readonly claims: BatchWrite['claims'];
  readonly queue: BatchWrite['queue'];
  readonly purged: BatchWrite['purged'];
  readonly acceptedCount: number;
};

/**
 * Decides operations in order over one view; each sees what the earlier ones did, and a refused one changes nothing. Answers the refs that must
 * be read first, when an operation names one that the view does not know.
 */
export function decideBatch(
  operations: readonly Prepared[],
  view: BatchView,
  rules: BatchRules,
): DecidedBatch | { readonly more: readonly Ref[] } {
  view.startAgain();
  const fates = new Map<string, Fate>();
  const claims: BatchWrite['claims'][number][] = [];
  const queue: BatchWrite['queue'][number][] = [];
  const purged: BatchWrite['purged'][number][] = [];
  const more = new Map<string, Ref>();
  // What waits, and for what: nothing is decided behind it.
  const parked = new Map<string, FaultCode | undefined>();
  let acceptedCount = 0;
  for (const operation of operations) {
    const settled = settledBefore(operation, rules);
    if (settled) {
      fates.set(operation.id, settled);
      continue;
    }
    const decided = decideOne(operation, view, claims, parked, rules);
    if ('more' in decided) {
      for (const each of decided.more) more.set(refKey(each), each);
      continue;
    }
    const missing = operation.blobs.filter((each) => rules.missing.has(each));
    if (missing.length > 0 && decided.fate.type !== 'refused') {
      for (const each of decided.entities) parked.set(refKey(each), undefined);
      fates.set(operation.id, { type: 'missing-blobs', missing });
    } else if (decided.fate.type === 'accepted') {
      acceptedCount += 1;
      fates.set(operation.id, { ...decided.fate, ordinal: acceptedCount });
      for (const each of decided.entities) view.apply(each, acceptedCount, operation.id);
      for (const each of decided.purged) {
        view.remove(each);
        purged.push({ kind: each.kind, id: each.id, ordinal: acceptedCount });
      }
      claims.push(...decided.claims);
      queue.push(...decided.queue);
    } else {
      // Given numbers come in order: nothing of a book, or of their document, is decided behind a number of it that could not be.
      for (const each of decided.refs ?? [])
        if (!kindRule(each.kind).isWhollyHeld)
          parked.set(refKey(each), decided.fate.type === 'put-off' ? decided.fate.code : undefined);
      fates.set(operation.id, decided.fate);
    }
  }
  return more.size > 0 ? { more: [...more.values()] } : { fates, claims, queue, purged, acceptedCount };
}

/** What needs no decision: answered before, somebody else's, unusable, or lost. */
function settledBefore(operation: Prepared, { known, lost, officialId }: BatchRules): Fate | undefined {
  const row = known.get(operation.id);
  if (row && row.officialId !== officialId) return { type: 'foreign' };
  if (row?.verdict != null) return { type: 'replayed', known: row };
  if ('unusable' in operation) return { type: 'refused', refusal: operation.unusable, touched: [] };
  const lostTo = lost.get(operation.id);
  return lostTo ? { type: 'refused', refusal: refuse(lostTo), touched: [] } : undefined;
}

type Consequences = {
  readonly entities: readonly WrittenChange[];
  readonly claims: BatchWrite['claims'];
  readonly queue: BatchWrite['queue'];
  readonly purged: readonly Ref[];
};
type One =
  | ({ readonly fate: Fate; readonly refs?: readonly Ref[] } & Consequences)
  | { readonly more: readonly Ref[] };

function decideOne(
  operation: Prepared,
  view: BatchView,
  taken: BatchWrite['claims'],
  parked: ReadonlyMap<string, FaultCode | undefined>,
  rules: BatchRules,
): One {
  if ('unusable' in operation) return only({ type: 'refused', refusal: operation.unusable, touched: [] });
  try {
    const context = rules.contextOf(operation);
    const refs = refsOf(operation.parsed, view.lookup, context.actor.id);
    const unknown = refs.filter((each) => !view.isKnown(each));
    if (unknown.length > 0) return { more: unknown };
    const before = operation.parsed.command.waitsForNothing
      ? undefined
      : refs.find((each) => parked.has(refKey(each)));
    if (before) {
      const code = parked.get(refKey(before));
      return { ...only(code ? { type: 'put-off', code, touched: refs } : { type: 'behind' }), refs };
    }
    const decision = decideOver(operation.parsed, view.lookup, context);
    if (decision === undecided) return { ...only({ type: 'undecided' }), refs };
    if (isRefusal(decision)) {
      const fate = refusedOrConflict(operation, decision, refs, view, rules, context);
      return fate.type === 'put-off' ? { ...only(fate), refs: heldUpBy(operation.parsed, refs) } : only(fate);
    }
    return consequences(operation, decision, refs, view, taken);
  } catch (problem) {
    const attempts = rules.known.get(operation.id)?.attempts ?? 0;
    const logId = rules.onBug(operation, problem);
    if (attempts + 1 < ATTEMPTS_MAX) return only({ type: 'undecided' });
    return only({ type: 'refused', refusal: refuse('internal', { logId }), touched: [] });
  }
}

/**
 * What nothing more is decided of behind an operation that is put off: nothing where it is a mere wish; its document and its book where it bears a number; its document alone where that
 * number was given before the server was put back, because the lower ones, or the decision that gives them up, may come behind it from the same device.
 */
function heldUpBy(parsed: Parsed, refs: readonly Ref[]): readonly Ref[] {
  if (!isLasting(parsed)) return [];
  return isGivenAgain(parsed) ? refs.filter(({ kind }) => kind !== 'register') : refs;
}

const only = (fate: Fate): One => ({ fate, entities: [], claims: [], queue: [], purged: [] });

/** Refusals that a day brings: a delegation, a hand-over of the seal, a certificate has its end. */
const ENDED: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'outgoing.authority-ended',
  'outgoing.only-clerk-seals',
  'outgoing.certificate-not-valid',
]);

/**
 * What the official had the right to do when he did it, and has not any more, is for a person to look at: his roles may have been taken from him, or what he
 * was given for a time is over. The device's clock decides no more than that.
 */
function refusedOrConflict(
  operation: Extract<Prepared, { parsed: unknown }>,
  refusal: Refusal,
  touched: readonly Ref[],
  view: BatchView,
  rules: BatchRules,
  context: Context,
): Fate {
  const { refused: code } = refusal;
  if (WAITS_FOR_OTHERS.includes(code)) return { type: 'put-off', code, touched };
  const actor = rules.actorThen(operation);
  const { doneAt } = context;
  const hasEnded = ENDED.has(refusal.refused);
  if (actor || hasEnded) {
    const then: Decision = decideOver(operation.parsed, view.lookup, {
      ...context,
      ...(actor && { actor }),
      ...(hasEnded && { at: doneAt, today: dayOf(doneAt) }),
    });
    if (then !== undecided && !isRefusal(then))
      return { type: 'conflict', code: 'office.rights-ended', touched };
  }
  return { type: 'refused', refusal, touched };
}

/** Sorts an acceptance into what is written; an id that exists, a claim that is taken or a body that is too large turns it into a refusal. */
function consequences(
  operation: Prepared,
  decision: Exclude<Decision, Refusal | typeof undecided>,
  touched: readonly Ref[],
  view: BatchView,
  taken: BatchWrite['claims'],
): One {
  const refused = (code: FaultCode): One => only({ type: 'refused', refusal: refuse(code), touched });
  const entities: WrittenChange[] = [];
  const claims: BatchWrite['claims'][number][] = [];
  const queue: BatchWrite['queue'][number][] = [];
  const purged: Ref[] = [];
  for (const each of decision) {
    if (each.type === 'claim') {
      const { space, key, elseRefuse } = each;
      if (taken.some((other) => other.space === space && other.key === key)) return refused(elseRefuse);
      claims.push({ space, key, operation_id: operation.id, else_refuse: elseRefuse });
    } else if (each.type === 'queue') {
      queue.push({ topic: each.topic, key: each.key, payload: JSON.stringify(each.payload) });
    } else if (each.type === 'purge') {
      purged.push({ kind: each.kind, id: each.id });
    } else {
      if (each.type === 'create' && view.lookup(each) !== undefined) return refused('entity.exists');
      const bodyText = JSON.stringify(each.body);
      if (Buffer.byteLength(bodyText) > BODY_BYTES_MAX) return refused('operation.too-large');
      entities.push({ ...each, bodyText });
    }
  }
  return {
    fate: { type: 'accepted', ordinal: 0, touched: entities.map(({ kind, id }) => ({ kind, id })) },
    entities,
    claims,
    queue,
    purged,
  };
}
