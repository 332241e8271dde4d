import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { fold } from '../../shared/text/fold.ts';
import { sortKey } from '../document/order.ts';
import type { WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';

const insertRow = `
  insert into task_row (
    task_id, state, sort_key, content, folded, lead_id, giver_id, supporter_ids, parent_id, document_kind, document_id, given_on, due_on,
    reported_on, done_on, percent, is_asked, field, chased_on
  ) values (
    :taskId, :state, :sortKey, :content, :folded, :leadId, :giverId, :supporterIds, :parentId, :documentKind, :documentId, :givenOn, :dueOn,
    :reportedOn, :doneOn, :percent, :isAsked, :field, :chasedOn
  ) on conflict (task_id) do update set
    state = excluded.state, sort_key = excluded.sort_key, content = excluded.content, folded = excluded.folded, lead_id = excluded.lead_id,
    giver_id = excluded.giver_id, supporter_ids = excluded.supporter_ids, due_on = excluded.due_on, reported_on = excluded.reported_on,
    done_on = excluded.done_on, percent = excluded.percent, is_asked = excluded.is_asked, field = excluded.field,
    chased_on = excluded.chased_on`;

/** Behind every deadline: what has none comes last. */
const NO_LIMIT = '9999-12-31' as LocalDate;

function projectTask(db: WriteDb, taskId: string, body: Task | undefined): void {
  if (!body) {
    db.prepare('delete from task_row where task_id = ?').run(taskId);
    return;
  }
  db.prepare(insertRow).run({
    taskId,
    state: body.state,
    // The nearest deadline first.
    sortKey: sortKey(body.dueOn ?? NO_LIMIT, 0),
    content: body.content,
    folded: fold(body.content),
    leadId: body.leadId,
    giverId: body.givenBy,
    supporterIds: body.supporterIds.join(' '),
    parentId: body.parentId ?? null,
    documentKind: body.of?.kind ?? null,
    documentId: body.of?.id ?? null,
    givenOn: body.givenOn,
    dueOn: body.dueOn ?? null,
    reportedOn: body.reportedOn ?? null,
    doneOn: body.doneOn ?? null,
    percent: body.percent,
    isAsked: body.asked ? 1 : 0,
    field: body.field ?? '',
    chasedOn: body.chasedOn ?? null,
  });
}

/** Rows of tasks. */
export const taskProjectors: Required<Pick<Projectors, 'task'>> = { task: projectTask };
