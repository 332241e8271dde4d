import type { IncomingDetail, ShareShown, SheetEntry } from '../../shared/contract/incoming.ts';
import { AssignmentId, type IncomingId, TaskId } from '../../shared/domain/core/values.ts';
import type { OpinionLevel } from '../../shared/domain/incoming/event.ts';
import {
  type Assignment,
  type Directive,
  hasOpened,
  isLive,
  mayWithdraw,
} from '../../shared/domain/incoming/parts.ts';
import { standingOf } from '../../shared/domain/task/standing.ts';
import { AppError } from '../../shared/errors.ts';
import { personOf } from '../document/people.ts';
import { filesOf } from '../files/shown.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import { isPendingFor } from '../store/row-sync.ts';
import { isContained } from '../sync/contained.ts';
import { allowedFor } from './allowed.ts';
import { answersTo } from './answers.ts';
import { hangingOn, hangingWorkOn } from './hanging.ts';
import { ownShare } from './own-share.ts';
import { findRow, readRow } from './store.ts';
import { timelineOf } from './timeline.ts';

type Root = { readonly kind: 'incoming'; readonly id: IncomingId };
type Share = { readonly id: string; readonly body: Assignment };

/** The document with everything that hangs on it, who has it now, and what may be done. Throws `incoming.not-found` where this machine has none. */
export function getDetail(context: QueryContext, documentId: IncomingId): IncomingDetail {
  const { db, read } = context;
  const document = read('incoming', documentId);
  const row = findRow(db, documentId, context.ports.profile.officialId);
  if (!document || !row)
    throw new AppError(
      isContained(db, 'incoming', documentId) ? 'secrecy.was-contained' : 'incoming.not-found',
    );
  const root: Root = { kind: 'incoming', id: documentId };
  const directives = partsOf(db, 'directive', root)
    .map(({ body: { by, text, doneAt } }) => ({ by: personOf(db, by), text, doneAt }))
    .sort(byTime);
  const shares = partsOf(db, 'assignment', root);
  const own = ownShare(context, documentId);
  const isWaiting = isPendingFor(db, root, 'incoming.register');
  return {
    row: readRow(row),
    document,
    files: filesOf(context, root, document.file),
    hanging: document.recalled ? hangingOn(db, documentId) : [],
    hangingWork: document.recalled ? hangingWorkOn({ context, documentId }) : [],
    directives: directives.map(({ by, ...rest }) => ({ ...rest, ...(by && { by }) })),
    ...(own && { ownAssignmentId: AssignmentId.parse(own.id) }),
    assignments: shares.map((share) => shareShown(context, root, share)),
    sheet: sheetOf(context, root, shares),
    answers: answersTo(db, documentId),
    readers: readersOf(context, root),
    corrections: partsOf(db, 'correction', root)
      .map(({ body: { field, oldValue, newValue, reason, by: byId, doneAt } }) => {
        const by = personOf(db, byId);
        return { field, oldValue, newValue, reason, doneAt, ...(by && { by }) };
      })
      .sort(byTime),
    timeline: timelineOf({
      document,
      registeredBy: personOf(db, document.registeredBy),
      recalledBy: personOf(db, document.recalled?.by),
      lead: personOf(db, document.leadId),
      directives,
    }),
    allowed: allowedFor(context, documentId, document, isWaiting),
  };
}

const byTime = (a: { readonly doneAt: string }, b: { readonly doneAt: string }): number =>
  a.doneAt < b.doneAt ? -1 : a.doneAt > b.doneAt ? 1 : 0;

/** Named people and unit of a share, where this machine has met them. */
function namesOf({ db, read }: QueryContext, { officialId, unitId, part, dueOn }: Assignment) {
  const to = personOf(db, officialId);
  const unitName = unitId && read('unit', unitId)?.name;
  return { part, ...(to && { to }), ...(unitName && { unitName }), ...(dueOn && { dueOn }) };
}

function shareShown(context: QueryContext, root: Root, { id, body }: Share): ShareShown {
  const { officialId, parentId, state, taskId, by: byId } = body;
  const by = personOf(context.db, byId);
  const reading = readingsOf(context, root).find((each) => each.officialId === officialId);
  const task = taskId && context.read('task', taskId);
  return {
    assignmentId: AssignmentId.parse(id),
    officialId,
    ...namesOf(context, body),
    state,
    ...(by && { by }),
    ...(parentId && { parentId }),
    ...(reading?.openedAt && { openedAt: reading.openedAt }),
    ...(taskId &&
      task && { task: { taskId: TaskId.parse(taskId), standing: standingOf(task, context.today()) } }),
    isWithdrawable:
      mayWithdraw(body, context.ports.profile.officialId) && isLive(body) && !hasOpened(reading),
  };
}

const readingsOf = ({ db }: QueryContext, root: Root) => partsOf(db, 'reading', root).map(({ body }) => body);

/** Who has opened the document and when first (annex VI part I, III.5.a: lịch sử xem văn bản). */
const readersOf = (context: QueryContext, root: Root): IncomingDetail['readers'] =>
  readingsOf(context, root)
    .flatMap(({ officialId, openedAt }) => {
      const by = personOf(context.db, officialId);
      return openedAt ? [{ at: openedAt, ...(by && { by }) }] : [];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));

const recordedOf = (
  { db }: QueryContext,
  { recordedBy, writtenOn }: Directive,
): Pick<SheetEntry, 'recorded'> => {
  const by = personOf(db, recordedBy);
  return writtenOn ? { recorded: { writtenOn, ...(by && { by }) } } : {};
};

/** Phiếu giải quyết văn bản đến: what leaders, heads of units and those who work on it said, in the order of time (NĐ 30/2020 annex IV.VII). */
function sheetOf(context: QueryContext, root: Root, shares: readonly Share[]): SheetEntry[] {
  const { db } = context;
  const directives = partsOf(db, 'directive', root).map(({ id, body }): SheetEntry => {
    const by = personOf(db, body.by);
    return {
      level: body.fromId ? 'unit' : 'leader',
      what: 'directive',
      text: body.text,
      doneAt: body.doneAt,
      ...(by && { by }),
      ...recordedOf(context, body),
      shares: shares
        .filter((each) => each.body.directiveId === id)
        .map(({ body: each }) => namesOf(context, each)),
    };
  });
  const events = partsOf(db, 'incomingEvent', root).map(({ body }): SheetEntry => {
    const { what, text, doneAt, name } = body;
    const [by, to] = [personOf(db, body.by), personOf(db, body.to)];
    const level: OpinionLevel =
      body.level ?? (what === 'present' || what === 'send-back' ? 'leader' : 'specialist');
    return {
      level,
      what,
      text,
      doneAt,
      ...(name && { name }),
      ...(by && { by }),
      ...(to && { to }),
      shares: [],
    };
  });
  return [...directives, ...events].sort(byTime);
}
