import { z } from 'zod';
import type { Output } from '../../shared/contract/contract.ts';
import { OperationShown, type OutboxState } from '../../shared/contract/sync.ts';
import { AttachmentId, FileRef, type Instant, type OperationId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { dayOf } from '../../shared/text/day.ts';
import { isFaultCode, sayFault } from '../../shared/words/vi.ts';
import { type CarriedFile, shownFile } from '../files/shown.ts';
import type { QueryContext } from '../handler.ts';
import { seenBody } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

type Context = Pick<QueryContext, 'db' | 'blobs'>;
type Tab = 'refused' | 'waiting' | 'history';

/** Of several things that an operation touched, the one of its own area: an answer is the draft, not the document that it answers. */
const FIRST = `root_kind = substr(name, 1, instr(name, '.') - 1) desc, root_kind in ('incoming', 'outgoing') desc`;
const columns = `n, operation_id as operationId, name, state, done_at as doneAt, args, code, detail, differences,
  (select root_kind from outbox_roots r where r.n = outbox.n order by ${FIRST} limit 1) as rootKind,
  (select root_id from outbox_roots r where r.n = outbox.n order by ${FIRST} limit 1) as rootId`;
const from = (condition: string): string =>
  `select ${columns} from outbox where ${condition} and n < ? order by n desc limit ?`;

/** Newest first in each tab of Đồng bộ. */
const statements: Record<Tab, string> = {
  refused: from(`settled_at is null and state in ('refused', 'conflict', 'parked')`),
  waiting: from(`settled_at is null and state in ('waiting', 'sent', 'answered')`),
  history: from('settled_at is not null'),
};

type Row = {
  readonly n: number;
  readonly operationId: OperationId;
  readonly name: string;
  readonly state: OutboxState;
  readonly doneAt: Instant;
  readonly args: string;
  readonly code: string | null;
  readonly detail: string | null;
  readonly differences: string | null;
  readonly rootKind: string | null;
  readonly rootId: string | null;
};

const Differences = OperationShown.shape.differences;
const Detail = z.record(z.string(), z.union([z.string(), z.number()]));
const BEGINNING = Number.MAX_SAFE_INTEGER;

/** One page of operations; the cursor is the last row's place in the official's order. */
export function listOperations(
  context: Context,
  { tab, limit, after }: { readonly tab: Tab; readonly limit: number; readonly after?: string | undefined },
): Output<'sync.listOperations'> {
  const cursor = after === undefined ? BEGINNING : Number(after);
  if (!Number.isSafeInteger(cursor)) throw new AppError('input.invalid', { path: 'after' });
  const found = context.db.prepare<[number, number], Row>(statements[tab]).all(cursor, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => shown(context, row)),
    ...(found.length > limit && last && { next: String(last.n) }),
  };
}

/** More than the outbox holds. */
const EXPORTED_MAX = 20_000;

/** Everything that is not settled, oldest first, with what was asked word for word: files by their hashes. Limit: the outbox's own. */
export function exportOperations(
  context: Context & Pick<QueryContext, 'ports'>,
): Output<'sync.exportOperations'> {
  const { db, ports } = context;
  const at = ports.now();
  const operations = (['refused', 'waiting'] as const)
    .flatMap((tab) => db.prepare<[number, number], Row>(statements[tab]).all(BEGINNING, EXPORTED_MAX))
    .toSorted((a, b) => a.n - b.n)
    .map((row) => {
      const { files, ...told } = shown(context, row);
      return {
        ...told,
        ...(row.code !== null && isFaultCode(row.code) && { why: sayFault(row.code, told.detail) }),
        args: JSON.parse(row.args) as unknown,
      };
    });
  const { officialId, deviceId } = ports.profile;
  const text = JSON.stringify({ madeAt: at, officialId, deviceId, operations }, undefined, 2);
  return {
    name: `dong-bo-${dayOf(at)}.json`,
    content: Buffer.from(text).toString('base64'),
    count: operations.length,
  };
}

function shown(context: Context, row: Row): Output<'sync.listOperations'>['rows'][number] {
  const { operationId, name, state, doneAt, code, detail, differences, rootKind, rootId } = row;
  const { db } = context;
  const documentKind = rootKind === 'incoming' || rootKind === 'outgoing' ? rootKind : 'other';
  return {
    operationId,
    name,
    state,
    doneAt,
    subject: subjectOf(db, row),
    documentKind,
    documentId: rootId ?? '',
    ...(code !== null && { code }),
    ...(detail !== null && { detail: Detail.parse(JSON.parse(detail)) }),
    files: carriedIn(JSON.parse(row.args)).map((each) => shownFile(context, each)),
    differences: differences === null ? [] : Differences.parse(JSON.parse(differences)),
  };
}

const One = z.object({ file: FileRef });
const Carried = z.object({
  signed: FileRef.optional(),
  file: FileRef.optional(),
  main: One.optional(),
  prepared: One.optional(),
  attachments: z.array(One.extend({ attachmentId: AttachmentId })).optional(),
});

/** The files that an operation's arguments name, the main one first. */
export function carriedIn(args: unknown): readonly CarriedFile[] {
  const read = Carried.safeParse(args);
  if (!read.success) return [];
  const { signed, file, main, prepared, attachments = [] } = read.data;
  const mains = [signed, file, main?.file, prepared?.file].filter((each) => each !== undefined);
  return [...mains.map((each) => ({ file: each })), ...attachments];
}

const WithSubject = z.looseObject({ subject: z.string() });
const WithFields = z.object({ fields: WithSubject });

/** The document's subject; where it is not here (a refused creation), what the official had typed. */
function subjectOf(db: ReadDb, { rootKind, rootId, args }: Row): string {
  if (rootId !== null && (rootKind === 'incoming' || rootKind === 'outgoing')) {
    const body = WithSubject.safeParse(seenBody(db, rootKind, rootId));
    if (body.success) return body.data.subject;
  }
  const typed = WithFields.safeParse(JSON.parse(args));
  return typed.success ? typed.data.fields.subject : '';
}

/** How many wait and how many were refused, for the status line. */
export const countOperations = (
  db: ReadDb,
): { readonly waitingCount: number; readonly refusedCount: number } =>
  db
    .prepare<[], { waitingCount: number; refusedCount: number }>(
      `select count(case when state in ('waiting', 'sent') then 1 end) as waitingCount,
         count(case when state in ('refused', 'conflict', 'parked') then 1 end) as refusedCount
       from outbox where settled_at is null`,
    )
    .get() ?? { waitingCount: 0, refusedCount: 0 };
