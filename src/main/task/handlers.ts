import type { TaskDetail } from '../../shared/contract/task.ts';
import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { TaskId } from '../../shared/domain/core/values.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { readCursor, writeCursor } from '../document/cursor.ts';
import { personOf } from '../document/people.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import { allowedFor } from './allowed.ts';
import { countBy, exportCount } from './statistics.ts';
import { countViews, findRow, partsOfTask, readPage, tasksOf } from './store.ts';

export const taskHandlers: Handlers<
  'task.list' | 'task.countViews' | 'task.get' | 'task.ofDocument' | 'task.count' | 'task.exportCount'
> = {
  'task.list': ({ db, ports, today }, { view, text, within, limit, after }) => {
    const { officialId } = ports.profile;
    const page = { view, text, within, limit, officialId, after: readCursor(after), today: today() };
    const { rows, next } = readPage(db, page);
    return { rows: [...rows], ...(next && { next: writeCursor(next) }) };
  },
  'task.countViews': ({ db, ports, today }) => countViews(db, ports.profile.officialId, today()),
  'task.get': (context, { taskId }) => getDetail(context, taskId),
  'task.ofDocument': ({ db, today }, { of }) => [...tasksOf(db, of, today())],
  'task.count': (context, { from, to, by = 'lead' }) => countBy(context, { from, to }, by),
  'task.exportCount': (context, { from, to, by, format }) => exportCount(context, { from, to }, by, format),
};

function getDetail(context: QueryContext, taskId: TaskId): TaskDetail {
  const { db } = context;
  const [row, task] = [findRow(db, taskId, context.today()), context.read('task', taskId)];
  if (!row || !task) throw new AppError('task.not-found');
  const [of, result] = [task.of, task.result].map((ref) => ref && namedDocument(context, ref));
  return {
    row,
    task,
    supporters: task.supporterIds.flatMap((id) => personOf(db, id)?.fullName ?? []),
    ...(of && { of }),
    ...(result && { result }),
    parts: [...partsOfTask(db, taskId, context.today())],
    events: partsOf(db, 'taskEvent', { kind: 'task', id: taskId })
      .map(({ body: { what, by, doneAt, text, percent, dueOn } }) => {
        const person = personOf(db, by);
        return {
          ...{ what, doneAt, text },
          ...(person && { by: person }),
          ...(percent !== undefined && { percent }),
          ...(dueOn && { dueOn }),
        };
      })
      .sort((a, b) => (a.doneAt < b.doneAt ? 1 : -1)),
    allowed: allowedFor(context, taskId, task),
  };
}

/** A document by its type and reference, where this machine has it. */
function namedDocument(context: QueryContext, ref: DocumentRef): TaskDetail['of'] {
  if (ref.kind === 'incoming') {
    const document = context.read('incoming', ref.id);
    return document && { ref, name: nameOf(document.typeName, document.codeNumber, document.codeNotation) };
  }
  const document = context.read('outgoing', ref.id);
  return document && { ref, name: nameOf(document.typeName, document.number, document.codeNotation) };
}

const nameOf = (typeName: string, number: string | number | undefined, notation: string): string =>
  `${typeName} ${formatReference(number, notation)}`;
