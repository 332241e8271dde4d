import { ArrowUndo20Regular, CheckmarkCircle20Regular, CommentAdd20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { type AssignmentId, IncomingEventId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import { textField } from '../../app/document/form-schema.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { draftOf, dropDraft, useKeptForm } from '../../app/drafts.ts';
import { useCommand } from '../../app/read.ts';
import { AreaField, ChoiceField } from '../../ui/fields.tsx';

type Props = { readonly detail: IncomingDetail; readonly onClose: () => void };
const newEvent = () => IncomingEventId.parse(crypto.randomUUID());

/** Cho ý kiến: what whoever has a share proposes, or what a leader says besides a directive. */
export function OpinionDialog({ detail: { row, ownAssignmentId }, onClose }: Props) {
  const { documentId } = row;
  const draftKey = `opinion:${documentId}`;
  const form = useForm({
    defaultValues: { text: String(draftOf(draftKey)?.values['text'] ?? '') },
    resolver: zodResolver(z.object({ text: textField(4000, true) })),
  });
  useKeptForm(draftKey, form);
  const give = useCommand('incoming.giveOpinion');
  const act = form.handleSubmit(async ({ text }) => {
    await give.mutateAsync({
      ...{ documentId, eventId: newEvent(), text },
      ...(ownAssignmentId && { assignmentId: ownAssignmentId }),
    });
    dropDraft(draftKey);
    announce(say('opinion.done'));
    onClose();
  });
  return (
    <ActDialog
      title={say('incoming.giveOpinion')}
      icon={<CommentAdd20Regular />}
      width="small"
      act={act}
      command={give}
      onClose={onClose}
    >
      <AreaField
        label={say('opinion.text')}
        field={form.register('text') as never}
        error={form.formState.errors.text?.message}
        isRequired
        rows={5}
      />
    </ActDialog>
  );
}

/** Kết thúc: what came of it, and the document of ours that answers where there is one. */
export function FinishDialog({ detail: { row, document, answers }, onClose }: Props) {
  const { documentId } = row;
  const draftKey = `finish:${documentId}`;
  const form = useForm({
    defaultValues: {
      text: String(draftOf(draftKey)?.values['text'] ?? ''),
      answeredBy: String(document.answeredBy ?? answers[0]?.documentId ?? ''),
    },
    resolver: zodResolver(z.object({ text: textField(4000, false), answeredBy: textField(60, false) })),
  });
  useKeptForm(draftKey, form);
  const finish = useCommand('incoming.finish');
  const act = form.handleSubmit(async ({ text, answeredBy }) => {
    const answer = answers.find((each) => each.documentId === answeredBy)?.documentId;
    await finish.mutateAsync({
      documentId,
      ...(answer && { answeredBy: answer }),
      ...(text !== '' && { result: { eventId: newEvent(), text } }),
    });
    dropDraft(draftKey);
    onClose();
  });
  return (
    <ActDialog
      title={say('incoming.finish')}
      icon={<CheckmarkCircle20Regular />}
      width="small"
      act={act}
      command={finish}
      onClose={onClose}
    >
      <AreaField
        label={say('finish.text')}
        field={form.register('text') as never}
        error={form.formState.errors.text?.message}
      />
      {answers.length > 0 && (
        <ChoiceField
          label={say('finish.answer')}
          field={form.register('answeredBy') as never}
          choices={[
            ...answers.map(({ documentId: value, name }) => ({ value, label: name })),
            { value: '', label: say('finish.answer.none') },
          ]}
        />
      )}
    </ActDialog>
  );
}

/** Trả lại Văn thư: what the leader was given is not for him. */
export function SendBackDialog({ detail: { row }, onClose }: Props) {
  const { documentId } = row;
  const { mutateAsync, isPending, error } = useCommand('incoming.sendBack');
  return (
    <ReasonDialog
      title={say('incoming.sendBack')}
      effect={say('sendBack.effect')}
      actLabel={say('incoming.sendBack')}
      icon={<ArrowUndo20Regular />}
      phrases={[say('sendBack.field'), say('sendBack.incomplete')]}
      draftKey={`sendBack:${documentId}`}
      command={{
        mutateAsync: (reason) => mutateAsync({ documentId, eventId: newEvent(), reason }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

/** Trả lại phần việc: to whoever gave it. */
export function HandBackDialog({ detail: { row, ownAssignmentId }, onClose }: Props) {
  const { documentId } = row;
  const { mutateAsync, isPending, error } = useCommand('incoming.handBack');
  if (!ownAssignmentId) return null;
  return (
    <ReasonDialog
      title={say('incoming.handBack')}
      effect={say('handBack.effect')}
      actLabel={say('incoming.handBack')}
      icon={<ArrowUndo20Regular />}
      phrases={[say('handBack.field'), say('handBack.unit')]}
      draftKey={`handBack:${documentId}`}
      command={{
        mutateAsync: (reason) =>
          mutateAsync({ documentId, assignmentId: ownAssignmentId, eventId: newEvent(), reason }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

/** Thu hồi phần việc: from who has not opened it. */
export function WithdrawDialog({
  detail: { row },
  assignmentId,
  name,
  onClose,
}: Props & { readonly assignmentId: AssignmentId; readonly name: string }) {
  const { documentId } = row;
  const { mutateAsync, isPending, error } = useCommand('incoming.withdrawShare');
  return (
    <ReasonDialog
      title={say('withdraw.title', { name })}
      effect={say('withdraw.effect')}
      actLabel={say('withdraw.do')}
      icon={<ArrowUndo20Regular />}
      phrases={[say('withdraw.wrong'), say('withdraw.other')]}
      draftKey={`withdraw:${assignmentId}`}
      command={{
        mutateAsync: (reason) => mutateAsync({ documentId, assignmentId, eventId: newEvent(), reason }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}
