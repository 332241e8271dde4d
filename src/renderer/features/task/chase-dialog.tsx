import { Alert20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { TaskEventId, type TaskId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import dialogs from '../../app/document/dialogs.module.css';
import { textField } from '../../app/document/form-schema.ts';
import { useCommand } from '../../app/read.ts';
import { AreaField } from '../../ui/fields.tsx';

type Props = {
  readonly taskIds: readonly TaskId[];
  /** All of them were asked after. */
  readonly onDone?: () => void;
  readonly onClose: () => void;
};

/** Đôn đốc: one task or several asked after with the same words, the usual ones to begin with. */
export function ChaseDialog({ taskIds, onDone, onClose }: Props) {
  const form = useForm({
    defaultValues: { text: say('task.chase.usual') },
    resolver: zodResolver(z.object({ text: textField(1000, true) })),
  });
  const chase = useCommand('task.chase');
  // Where one of them is refused, those before it are not asked after twice.
  const left = useRef(taskIds);
  const count = taskIds.length;
  const act = form.handleSubmit(async ({ text }) => {
    for (const taskId of left.current) {
      await chase.mutateAsync({ taskId, eventId: TaskEventId.parse(crypto.randomUUID()), text });
      left.current = left.current.filter((each) => each !== taskId);
    }
    announce(say('task.chased', { count }));
    onDone?.();
    onClose();
  });
  return (
    <ActDialog
      title={count > 1 ? say('task.chase.many', { count }) : say('task.chase')}
      icon={<Alert20Regular />}
      width="small"
      act={act}
      command={chase}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>{say('task.chase.effect')}</p>
      <AreaField
        label={say('task.chase.text')}
        field={form.register('text') as never}
        error={form.formState.errors.text?.message}
        isRequired
      />
    </ActDialog>
  );
}
