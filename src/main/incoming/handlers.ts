import type { IncomingDetail, IncomingRow } from '../../shared/contract/incoming.ts';
import { AssignmentId, type IncomingId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { readCursor, writeCursor } from '../document/cursor.ts';
import { personOf } from '../document/people.ts';
import { referenceKey } from '../document/reference-key.ts';
import { documentsWithFile } from '../files/document-files.ts';
import { filesOf } from '../files/shown.ts';
import { pageOne, textOfFile } from '../files/text-of-file.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { suggestFrom } from '../intake/suggest.ts';
import { partsOf } from '../store/entities.ts';
import { isPendingFor } from '../store/row-sync.ts';
import { isContained } from '../sync/contain-here.ts';
import { allowedFor } from './allowed.ts';
import { listByText } from './list-by-text.ts';
import { countViews, findRow, readPage, readRow, withReference } from './store.ts';
import { timelineOf } from './timeline.ts';

export const incomingHandlers: Handlers<
  | 'incoming.list'
  | 'incoming.countViews'
  | 'incoming.get'
  | 'incoming.findDuplicates'
  | 'incoming.suggestFields'
> = {
  'incoming.list': ({ db, ports }, { view, urgency, text, limit, after }) => {
    const page = { view, urgency, limit, after: readCursor(after), officialId: ports.profile.officialId };
    const isFiltered = text !== undefined && text.trim() !== '';
    const found = isFiltered ? listByText(db, page, text) : undefined;
    const { rows, next } = found ?? mapped(readPage(db, page));
    return { rows, ...(next && { next: writeCursor(next) }) };
  },
  'incoming.countViews': ({ db, ports }) => countViews(db, ports.profile.officialId),
  'incoming.get': (context, { documentId }) => getDetail(context, documentId),
  'incoming.findDuplicates': ({ db, ports }, { sha256, codeNumber, codeNotation, organName, except }) => {
    const { officialId } = ports.profile;
    const sameFile = sha256 ? documentsWithFile(db, sha256) : [];
    const byFile = sameFile
      .filter(({ kind }) => kind === 'incoming')
      .flatMap(({ documentId }) => findRow(db, documentId, officialId) ?? []);
    const byReference = withReference(db, referenceKey(codeNumber, codeNotation, organName), officialId);
    const seen = new Set<string>(except ? [except] : []);
    const once = ({ documentId }: { documentId: string }): boolean =>
      !seen.has(documentId) && seen.add(documentId).size > 0;
    return [
      ...byFile.filter(once).map((each) => ({ row: readRow(each), because: 'same-file' as const })),
      ...byReference.filter(once).map((each) => ({ row: readRow(each), because: 'same-reference' as const })),
    ];
  },
  'incoming.suggestFields': async (context, { sha256 }) =>
    suggestFrom(pageOne(await textOfFile(context, sha256))),
};

const mapped = ({ rows, next }: ReturnType<typeof readPage>) => ({
  rows: rows.map(readRow) as IncomingRow[],
  next,
});

/** The document with everything that hangs on it, who has it now, and what may be done. */
function getDetail(context: QueryContext, documentId: IncomingId): IncomingDetail {
  const { db, read } = context;
  const document = read('incoming', documentId);
  const row = findRow(db, documentId, context.ports.profile.officialId);
  if (!document || !row)
    throw new AppError(
      isContained(db, 'incoming', documentId) ? 'secrecy.was-contained' : 'incoming.not-found',
    );
  const root = { kind: 'incoming', id: documentId } as const;
  const directives = partsOf(db, 'directive', root)
    .map(({ body: { by, text, doneAt } }) => ({ by: personOf(db, by), text, doneAt }))
    .sort((a, b) => (a.doneAt < b.doneAt ? -1 : 1));
  const assignments = partsOf(db, 'assignment', root);
  const own = assignments.find(({ body }) => body.officialId === context.ports.profile.officialId);
  const isWaiting = isPendingFor(db, root, 'incoming.register');
  return {
    row: readRow(row),
    document,
    files: filesOf(context, root, document.file),
    directives: directives.map(({ by, ...rest }) => ({ ...rest, ...(by && { by }) })),
    ...(own && { ownAssignmentId: AssignmentId.parse(own.id) }),
    assignments: assignments.map(({ body: { officialId, part, dueOn } }) => {
      const to = personOf(db, officialId);
      return { officialId, part, ...(to && { to }), ...(dueOn && { dueOn }) };
    }),
    corrections: partsOf(db, 'correction', root)
      .map(({ body: { field, oldValue, newValue, reason, by: byId, doneAt } }) => {
        const by = personOf(db, byId);
        return { field, oldValue, newValue, reason, doneAt, ...(by && { by }) };
      })
      .sort((a, b) => (a.doneAt < b.doneAt ? -1 : 1)),
    timeline: timelineOf({
      document,
      registeredBy: personOf(db, document.registeredBy),
      lead: personOf(db, document.leadId),
      directives,
    }),
    allowed: allowedFor(context, documentId, document, isWaiting),
  };
}
