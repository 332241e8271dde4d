import {
  ArrowUndo20Regular,
  CalendarCancel20Regular,
  CalendarClock20Regular,
  DismissCircle20Regular,
  TaskListLtr20Regular,
  TextAddT20Regular,
} from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { TaskDetail } from '../../../shared/contract/task.ts';
import { LocalDate, TaskEventId } from '../../../shared/domain/core/values.ts';
import { addDays } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import dialogs from '../../app/document/dialogs.module.css';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { draftOf, dropDraft, useKeptForm } from '../../app/drafts.ts';
import { useCommand } from '../../app/read.ts';
import { AreaField, DayField, TextField } from '../../ui/fields.tsx';

export type TaskDialog =
  | 'chase'
  | 'note'
  | 'report'
  | 'giveBack'
  | 'extend'
  | 'refuseExtension'
  | 'cancel'
  | 'part';
type Props = { readonly detail: TaskDetail; readonly today: LocalDate; readonly onClose: () => void };
const newEvent = () => TaskEventId.parse(crypto.randomUUID());

const percentField = z
  .string()
  .refine((text) => /^\d{1,2}$/.test(text.trim()), say('invalid.required'))
  .transform(Number);

/** Cập nhật tiến độ. */
export function NoteDialog({ detail, onClose }: Props) {
  const { taskId, percent } = detail.row;
  const draftKey = `task.note:${taskId}`;
  const form = useForm({
    defaultValues: {
      text: String(draftOf(draftKey)?.values['text'] ?? ''),
      percent: String(Math.min(percent, 99)),
    },
    resolver: zodResolver(z.object({ text: textField(4000, true), percent: percentField })),
  });
  useKeptForm(draftKey, form as never);
  const note = useCommand('task.note');
  const act = form.handleSubmit(async (typed) => {
    await note.mutateAsync({ taskId, eventId: newEvent(), text: typed.text, percent: Number(typed.percent) });
    dropDraft(draftKey);
    announce(say('task.noted'));
    onClose();
  });
  return (
    <ActDialog
      title={say('task.note')}
      icon={<TextAddT20Regular />}
      width="small"
      act={act}
      command={note}
      onClose={onClose}
    >
      <AreaField
        label={say('task.note.text')}
        field={form.register('text') as never}
        error={form.formState.errors.text?.message}
        isRequired
      />
      <TextField
        label={say('task.note.percent')}
        field={form.register('percent') as never}
        error={form.formState.errors.percent?.message}
        maxLength={2}
        isRequired
      />
    </ActDialog>
  );
}

/** Báo cáo hoàn thành; behind its day, with why. */
export function ReportDialog({ detail, today, onClose }: Props) {
  const { taskId, dueOn } = detail.row;
  const isLate = dueOn !== undefined && today > dueOn;
  const draftKey = `task.report:${taskId}`;
  const form = useForm({
    defaultValues: { text: String(draftOf(draftKey)?.values['text'] ?? ''), lateReason: '' },
    resolver: zodResolver(z.object({ text: textField(4000, false), lateReason: textField(1000, isLate) })),
  });
  useKeptForm(draftKey, form as never);
  const report = useCommand('task.report');
  const act = form.handleSubmit(async ({ text, lateReason }) => {
    await report.mutateAsync({ taskId, eventId: newEvent(), text, ...(lateReason !== '' && { lateReason }) });
    dropDraft(draftKey);
    announce(say('task.reported'));
    onClose();
  });
  return (
    <ActDialog
      title={say('task.report')}
      icon={<TaskListLtr20Regular />}
      width="small"
      act={act}
      command={report}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>{say('task.report.lead')}</p>
      <AreaField
        label={say('task.report.text')}
        field={form.register('text') as never}
        error={form.formState.errors.text?.message}
      />
      {isLate && (
        <AreaField
          label={say('task.report.lateReason')}
          field={form.register('lateReason') as never}
          error={form.formState.errors.lateReason?.message}
          rows={2}
          isRequired
        />
      )}
    </ActDialog>
  );
}

/** Xin gia hạn. */
export function ExtendDialog({ detail, today, onClose }: Props) {
  const { taskId, dueOn } = detail.row;
  const [, from = today] = [dueOn ?? today, today].sort();
  const day = dayField(today, 'from-today').refine((each) => each !== undefined, say('invalid.required'));
  const form = useForm({
    defaultValues: { dueOn: dayText(addDays(from, 7)), reason: '' },
    resolver: zodResolver(z.object({ dueOn: day, reason: textField(1000, true) })),
  });
  const ask = useCommand('task.askExtension');
  const act = form.handleSubmit(async (typed) => {
    const until = LocalDate.parse(typed.dueOn);
    await ask.mutateAsync({ taskId, eventId: newEvent(), dueOn: until, reason: typed.reason });
    announce(say('task.extend.asked'));
    onClose();
  });
  return (
    <ActDialog
      title={say('task.extend')}
      icon={<CalendarClock20Regular />}
      width="small"
      act={act}
      command={ask}
      onClose={onClose}
    >
      <DayField
        label={say('task.extend.to')}
        field={form.register('dueOn') as never}
        error={form.formState.errors.dueOn?.message}
        isRequired
        {...dayWords}
        onPick={(iso) => form.setValue('dueOn', pickedText(iso))}
      />
      <AreaField
        label={say('task.extend.reason')}
        field={form.register('reason') as never}
        error={form.formState.errors.reason?.message}
        isRequired
      />
    </ActDialog>
  );
}

/** Trả lại: to its lead, with the reason. */
export function GiveBackDialog({ detail, onClose }: Props) {
  const { taskId } = detail.row;
  const { mutateAsync, isPending, error } = useCommand('task.giveBack');
  return (
    <ReasonDialog
      title={say('task.giveBack')}
      effect={say('task.giveBack.effect')}
      actLabel={say('task.giveBack')}
      icon={<ArrowUndo20Regular />}
      phrases={[say('task.giveBack.incomplete'), say('task.giveBack.wrong')]}
      draftKey={`task.giveBack:${taskId}`}
      command={{
        mutateAsync: (reason) => mutateAsync({ taskId, eventId: newEvent(), reason }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

/** Không gia hạn: its day stands, and its lead reads why. */
export function RefuseExtensionDialog({ detail, onClose }: Props) {
  const { taskId } = detail.row;
  const { mutateAsync, isPending, error } = useCommand('task.answerExtension');
  return (
    <ReasonDialog
      title={say('task.extend.refuse')}
      effect={say('task.extend.refuse.effect')}
      actLabel={say('task.extend.refuse')}
      icon={<CalendarCancel20Regular />}
      phrases={[say('task.extend.refuse.enough'), say('task.extend.refuse.above')]}
      draftKey={`task.refuse:${taskId}`}
      command={{
        mutateAsync: (text) => mutateAsync({ taskId, eventId: newEvent(), isGranted: false, text }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

/** Thu hồi. */
export function CancelDialog({ detail, onClose }: Props) {
  const { taskId } = detail.row;
  const { mutateAsync, isPending, error } = useCommand('task.cancel');
  return (
    <ReasonDialog
      title={say('task.cancel')}
      effect={say('task.cancel.effect')}
      actLabel={say('task.cancel')}
      closeLabel={say('books.keep')}
      icon={<DismissCircle20Regular />}
      phrases={[say('task.cancel.changed'), say('task.cancel.notNeeded')]}
      draftKey={`task.cancel:${taskId}`}
      command={{
        mutateAsync: (reason) => mutateAsync({ taskId, eventId: newEvent(), reason }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}
