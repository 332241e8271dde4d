import { useState } from 'react';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { TaskDetail } from '../../../shared/contract/task.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { ActionBar } from '../../app/document/action-bar.tsx';
import { DocumentHead } from '../../app/document/document-head.tsx';
import { GiveTaskDialog } from '../../app/document/give-task-dialog.tsx';
import styles from '../../app/document/page.module.css';
import { Problem } from '../../app/problem.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChaseDialog } from './chase-dialog.tsx';
import { useTaskActs } from './task-acts.tsx';
import { TaskBody } from './task-body.tsx';
import {
  CancelDialog,
  ExtendDialog,
  GiveBackDialog,
  NoteDialog,
  RefuseExtensionDialog,
  ReportDialog,
  type TaskDialog,
} from './task-dialogs.tsx';

type ChaseProps = { readonly detail: TaskDetail; readonly onClose: () => void };
type Props = { readonly detail: TaskDetail; readonly profile: ProfileShown; readonly onBack: () => void };

const dialogs = {
  chase: ({ detail, onClose }: ChaseProps) => <ChaseDialog taskIds={[detail.row.taskId]} onClose={onClose} />,
  note: NoteDialog,
  report: ReportDialog,
  giveBack: GiveBackDialog,
  extend: ExtendDialog,
  refuseExtension: RefuseExtensionDialog,
  cancel: CancelDialog,
} as const;

export function TaskReading({ detail, profile, onBack }: Props) {
  const [open, setOpen] = useState<TaskDialog | undefined>(undefined);
  const { primary, others, more, error } = useTaskActs(detail, setOpen);
  const { task, row } = detail;
  const onClose = () => setOpen(undefined);
  const Dialog = open !== undefined && open !== 'part' ? dialogs[open] : undefined;
  return (
    <>
      <Head detail={detail} onBack={onBack} />
      {task.givenBackReason !== undefined && row.state === 'in-progress' && (
        <div className={styles['returned']}>
          <Notice tone="unsure" title={say('task.givenBack')}>
            {task.givenBackReason}
          </Notice>
        </div>
      )}
      {task.asked && (
        <div className={styles['returned']}>
          <Notice tone="unsure" title={say('task.askedNotice', { day: formatDay(task.asked.dueOn) })}>
            {task.asked.reason}
          </Notice>
        </div>
      )}
      <TaskBody detail={detail} today={profile.today} />
      <ActionBar
        primary={primary}
        others={others}
        more={more}
        problem={error ? <Problem error={error} /> : undefined}
      />
      {Dialog && <Dialog detail={detail} today={profile.today} onClose={onClose} />}
      {open === 'part' && <GiveTaskDialog profile={profile} parentId={row.taskId} onClose={onClose} />}
    </>
  );
}

function Head({ detail: { row, task, supporters }, onBack }: Omit<Props, 'profile'>) {
  return (
    <DocumentHead subject={row.content} onBack={onBack} hasSide={false}>
      <strong>{say(`task.state.${row.state}`)}</strong>
      <span>{row.dueOn ? say('task.fact.due', { day: formatDay(row.dueOn) }) : say('task.noLimit')}</span>
      {row.daysLate > 0 && row.state !== 'cancelled' && (
        <strong>{say('task.late', { days: row.daysLate })}</strong>
      )}
      {task.firstDueOn && <span>{say('task.fact.firstDue', { day: formatDay(task.firstDueOn) })}</span>}
      {task.recurrence && (
        <span>{say('task.fact.again', { period: say(`task.again.${task.recurrence}`) })}</span>
      )}
      {row.lead && <span>{say('task.fact.lead', { name: row.lead.fullName })}</span>}
      {supporters.length > 0 && <span>{say('task.fact.supporters', { names: supporters.join(', ') })}</span>}
      {row.giver && (
        <span className={styles['quiet']}>
          {say('task.fact.giver', { name: row.giver.fullName, day: formatDay(row.givenOn) })}
        </span>
      )}
    </DocumentHead>
  );
}
