import { Button } from '@fluentui/react-components';
import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { say } from '../../../shared/words/vi.ts';
import { AreaField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { draftOf, dropDraft, useKeptForm } from '../drafts.ts';
import { Problem } from '../problem.tsx';
import styles from './dialogs.module.css';
import { textField } from './form-schema.ts';

const schema = z.object({ reason: textField(1000, true) });

type Props = {
  readonly title: string;
  /** What will happen, and to whom the reason goes. */
  readonly effect: string;
  readonly actLabel: string;
  /** Where "Hủy" would be read as the act itself. */
  readonly closeLabel?: string;
  readonly icon?: ReactElement;
  readonly phrases: readonly string[];
  /** What the reason most likely is; may be changed. */
  readonly suggested?: string | undefined;
  readonly draftKey: string;
  readonly command: {
    readonly mutateAsync: (reason: string) => Promise<unknown>;
    readonly isPending: boolean;
    readonly error: unknown;
  };
  readonly onClose: () => void;
};

/** An act that needs a reason: the usual ones are a click, any other is typed. */
export function ReasonDialog({
  title,
  effect,
  actLabel,
  closeLabel = say('common.cancel'),
  icon,
  phrases,
  suggested = '',
  draftKey,
  command,
  onClose,
}: Props) {
  const form = useForm({
    defaultValues: { reason: String(draftOf(draftKey)?.values['reason'] ?? suggested) },
    resolver: zodResolver(schema),
  });
  useKeptForm(draftKey, form);
  const act = form.handleSubmit(async ({ reason }) => {
    await command.mutateAsync(reason);
    dropDraft(draftKey);
    onClose();
  });
  return (
    <Modal
      title={title}
      width="small"
      closeLabel={closeLabel}
      onClose={onClose}
      primary={{
        label: actLabel,
        ...(icon && { icon }),
        // The refusal is shown below the field; the dialog and what was typed stay.
        act: () => void act().catch(() => undefined),
        isBusy: command.isPending,
      }}
    >
      <p className={styles['explain']}>{effect}</p>
      <AreaField
        label={say('field.reason')}
        field={form.register('reason') as never}
        error={form.formState.errors.reason?.message}
        isRequired
      />
      <div className={styles['phrases']}>
        {phrases.map((phrase) => (
          <Button
            key={phrase}
            size="small"
            onClick={() => form.setValue('reason', phrase, { shouldValidate: true })}
          >
            {phrase}
          </Button>
        ))}
      </div>
      {command.error !== null && command.error !== undefined && <Problem error={command.error} />}
    </Modal>
  );
}
