import { localDay, momentOf, workingDayBehind } from './calendar.ts';
import type { Facts, IncomingFact, OutgoingFact, TaskFact } from './facts.ts';

/**
 * The figures counted over plain facts by rules written from the decree and the plan a second time. Nothing of src/ is used here: a formula that is wrong in the product is not wrong
 * here in the same way.
 */
export type Span = { readonly from: string; readonly to: string };
const within = (day: string | undefined, { from, to }: Span): boolean =>
  day !== undefined && day >= from && day <= to;
const how = <Item>(items: readonly Item[], is: (item: Item) => boolean): number => items.filter(is).length;

/** Days before a deadline that count as soon. */
const SOON_DAYS = 3;
const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** How a task stands: in time is what was reported by its day; who reported late is late however it was confirmed. */
export function taskStanding({ state, dueOn, reportedOn, doneOn }: TaskFact, today: string): string {
  if (state === 'cancelled') return 'cancelled';
  const ended = reportedOn ?? doneOn ?? today;
  const late = dueOn !== undefined && ended > dueOn;
  if (state === 'done') return late ? 'done-late' : 'done-in-time';
  if (state === 'reported') return late ? 'waiting-late' : 'waiting-in-time';
  if (dueOn === undefined) return 'open-without-limit';
  if (late) return 'open-late';
  return dueOn <= later(today, SOON_DAYS) ? 'open-due-soon' : 'open-in-time';
}

export type TaskGroup = 'lead' | 'unit' | 'giver' | 'field' | 'month';
export function taskKey({ unitOf }: Facts, task: TaskFact, by: TaskGroup): string {
  const keys: Record<TaskGroup, string> = {
    ...{ lead: task.leadId, giver: task.giverId, field: task.field, month: task.givenOn.slice(0, 7) },
    unit: unitOf.get(task.leadId) ?? '',
  };
  return keys[by];
}

export const tasksStanding = (
  facts: Facts,
  span: Span,
  { standing, by, key, today }: { standing: string; by?: TaskGroup; key?: string; today: string },
): number =>
  how(
    facts.tasks,
    (task) =>
      within(task.givenOn, span) &&
      taskStanding(task, today) === standing &&
      (by === undefined || taskKey(facts, task, by) === key),
  );

/** Parts of a thousand done in time, of what is done or late; what waits to be confirmed is neither. */
export function tasksInTime(facts: Facts, span: Span, today: string): number {
  const count = (standing: string): number => tasksStanding(facts, span, { standing, today });
  const inTime = count('done-in-time');
  const whole = inTime + count('done-late') + count('open-late');
  return whole === 0 ? -1 : Math.round((inTime * 1000) / whole);
}

export type DocumentStanding = 'done' | 'open' | 'late' | 'ended';
export function incomingStanding({ state, dueOn }: IncomingFact, today: string): DocumentStanding {
  if (state === 'done') return 'done';
  if (state === 'refused' || state === 'recalled') return 'ended';
  return dueOn !== undefined && today > dueOn ? 'late' : 'open';
}
export function outgoingStanding({ state }: OutgoingFact): DocumentStanding {
  if (state === 'dispatched') return 'done';
  return state === 'void' ? 'ended' : 'open';
}

export type DocumentGroup = 'type' | 'unit' | 'state';
/** The unit of whoever works on it or has worked it off; before it is directed, of the leader who has it. */
const incomingUnit = ({ unitOf }: Facts, { leadId, presentedTo }: IncomingFact): string =>
  unitOf.get(leadId ?? presentedTo ?? '') ?? 'none';

export const incomingIn = (
  facts: Facts,
  span: Span,
  is: { standing: DocumentStanding; by?: DocumentGroup; key?: string; today: string },
): number =>
  how(
    facts.incoming,
    (each) =>
      each.number !== undefined &&
      within(each.arrivedOn, span) &&
      incomingStanding(each, is.today) === is.standing &&
      (is.by === undefined ||
        { type: each.type, state: each.state, unit: incomingUnit(facts, each) }[is.by] === is.key),
  );

export const outgoingIn = (
  facts: Facts,
  span: Span,
  is: { standing: DocumentStanding; by?: DocumentGroup; key?: string },
): number =>
  how(
    facts.outgoing,
    (each) =>
      each.number !== undefined &&
      within(each.issuedOn, span) &&
      outgoingStanding(each) === is.standing &&
      (is.by === undefined ||
        { type: each.type, state: each.state, unit: facts.unitOf.get(each.drafterId) ?? 'none' }[is.by] ===
          is.key),
  );

export type ExchangeFigure =
  | 'electronic'
  | 'to-province'
  | 'between-agencies'
  | 'in-time'
  | 'signed-by-person'
  | 'signed-by-agency';
type Judged = 'met' | 'missed' | 'not-counted';

/** Agencies that a document went to, and those that stand under Nơi nhận and got nothing. */
function addresseesOf({ agencyNamed }: Facts, { sends, recipientsText }: OutgoingFact) {
  const sent = new Set(sends.map(({ to }) => to));
  const named = recipientsText.split(';').flatMap((name) => agencyNamed.get(name.trim()) ?? []);
  return { sent, unsent: new Set(named.filter((agency) => !sent.has(agency))) };
}

/** Up to when: an ordinary one by noon of the working day behind its signature, an urgent one the same day. */
function sendingEnds({ signedAt, issuedOn = '', urgency }: OutgoingFact): number {
  const signedOn = signedAt === undefined || localDay(signedAt) > issuedOn ? issuedOn : localDay(signedAt);
  return urgency === 'normal' ? momentOf(workingDayBehind(signedOn), '12:00') : momentOf(signedOn, '23:59');
}

function judged(facts: Facts, document: OutgoingFact, figure: ExchangeFigure, now: number): Judged {
  const { sent, unsent } = addresseesOf(facts, document);
  if (document.state === 'void' || sent.size + unsent.size === 0) return 'not-counted';
  const isFor = (agency: string): boolean =>
    figure === 'electronic' || (agency === facts.provinceId) === (figure === 'to-province');
  switch (figure) {
    case 'in-time': {
      const first = Math.min(...document.sends.map(({ at }) => Date.parse(at)));
      if (document.sends.length === 0) return now <= sendingEnds(document) ? 'not-counted' : 'missed';
      return first <= sendingEnds(document) ? 'met' : 'missed';
    }
    case 'signed-by-person':
      if (sent.size === 0) return 'not-counted';
      return document.signedAt === undefined ? 'missed' : 'met';
    case 'signed-by-agency':
      if (sent.size === 0) return 'not-counted';
      return document.isSealed ? 'met' : 'missed';
    default: {
      const got = [...sent].filter(isFor).length;
      const missing = [...unsent].filter(isFor).length;
      if (got + missing === 0) return 'not-counted';
      if (missing === 0) return 'met';
      return now <= sendingEnds(document) ? 'not-counted' : 'missed';
    }
  }
}

const issuedIn = (facts: Facts, span: Span, unit: string | undefined): readonly OutgoingFact[] =>
  facts.outgoing.filter(
    (each) =>
      each.number !== undefined &&
      within(each.issuedOn, span) &&
      (unit === undefined || (facts.unitOf.get(each.drafterId) ?? 'none') === unit),
  );

export const exchanged = (
  facts: Facts,
  span: Span,
  asked: { figure: ExchangeFigure; part: 'met' | 'counted'; unit?: string; now: number },
): number =>
  how(issuedIn(facts, span, asked.unit), (each) => {
    const how_ = judged(facts, each, asked.figure, asked.now);
    return asked.part === 'met' ? how_ === 'met' : how_ !== 'not-counted';
  });

export const issuedCount = (facts: Facts, span: Span, unit?: string): number =>
  how(issuedIn(facts, span, unit), ({ state }) => state !== 'void');
export const paperTooCount = (facts: Facts, span: Span): number =>
  how(
    issuedIn(facts, span, undefined),
    ({ state, sends }) => state !== 'void' && sends.some(({ isPaperToo }) => isPaperToo),
  );

/** The last count that was typed in for a month; -1 where there is none. */
export const classifiedOf = ({ classified }: Facts, month: string): number =>
  [...classified].sort((a, b) => (a.at < b.at ? -1 : 1)).findLast((each) => each.month === month)?.count ??
  -1;

export const openingsIn = (facts: Facts, span: Span, officialId?: string): number =>
  how(
    facts.openings,
    (each) => within(each.on, span) && (officialId === undefined || each.officialId === officialId),
  );
export const documentsOpenedIn = (facts: Facts, span: Span): number =>
  new Set(facts.openings.filter(({ on }) => within(on, span)).map(({ documentId }) => documentId)).size;

/** What an official has in hand: shares in documents that are directed and not finished. */
export const sharesOf = ({ incoming }: Facts, officialId: string): number =>
  how(
    incoming,
    ({ state, sharedWith }) =>
      (state === 'assigned' || state === 'in-progress') && sharedWith.includes(officialId),
  );
