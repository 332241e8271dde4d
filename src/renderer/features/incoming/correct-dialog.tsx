import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { CorrectionId, LocalDate } from '../../../shared/domain/core/values.ts';
import { CorrectableField } from '../../../shared/domain/incoming/incoming.ts';
import { say } from '../../../shared/words/vi.ts';
import { parseDay } from '../../app/day-text.ts';
import styles from '../../app/document/dialogs.module.css';
import { dayText, textField } from '../../app/document/form-schema.ts';
import { draftOf, dropDraft, useKeptForm } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { AreaField, ChoiceField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';

const schema = z.object({
  field: CorrectableField,
  newValue: textField(600, false),
  reason: textField(1000, true),
});
type Values = z.input<typeof schema>;
const isDay = (field: CorrectableField) => field === 'issuedOn' || field === 'dueOn';

type Props = { readonly detail: IncomingDetail; readonly onClose: () => void };

/** The form, the value it replaces, and giving the command. */
function useCorrection({ detail, onClose }: Props) {
  const { documentId } = detail.row;
  const today = useToday();
  const key = `correct:${documentId}`;
  const kept = draftOf(key)?.values as Partial<Values> | undefined;
  const form = useForm({
    defaultValues: { field: 'subject' as CorrectableField, newValue: '', reason: '', ...kept },
    resolver: zodResolver(schema),
  });
  useKeptForm(key, form);
  const field = useWatch({ control: form.control, name: 'field' });
  const oldValue = detail.document[field] ?? '';
  const correct = useCommand('incoming.correct');
  const act = form.handleSubmit(async ({ newValue, reason }) => {
    const value = isDay(field) && newValue !== '' ? parseDay(newValue, today) : newValue;
    if (value === undefined) {
      form.setError('newValue', { message: say('invalid.day') });
      return;
    }
    const correctionId = CorrectionId.parse(crypto.randomUUID());
    await correct.mutateAsync({ documentId, correctionId, field, oldValue, newValue: value, reason });
    dropDraft(key);
    onClose();
  });
  return { form, field, oldValue, act, isBusy: correct.isPending, error: correct.error };
}

const shownValue = (field: CorrectableField, value: string): string => {
  if (value === '') return say('incoming.side.empty');
  return isDay(field) ? dayText(LocalDate.parse(value)) : value;
};

/** Sửa sau vào sổ: the old value stays beside the new one for ever, with the reason (invariant 2). */
export function CorrectDialog(props: Props) {
  const { form, field, oldValue, act, isBusy, error } = useCorrection(props);
  const { errors } = form.formState;
  return (
    <Modal
      title={say('correct.title')}
      closeLabel={say('common.cancel')}
      onClose={props.onClose}
      primary={{ label: say('correct.do'), act: () => void act().catch(() => undefined), isBusy }}
    >
      <p className={styles['explain']}>{say('correct.note')}</p>
      <ChoiceField
        label={say('correct.what')}
        field={form.register('field') as never}
        choices={CorrectableField.options.map((value) => ({ value, label: say(`field.${value}`) }))}
      />
      <div className={styles['beside']}>
        <div>
          <p className={styles['label']}>{say('correct.old')}</p>
          <p className={styles['old']}>{shownValue(field, oldValue)}</p>
        </div>
        <AreaField
          label={say('correct.new')}
          field={form.register('newValue') as never}
          error={errors.newValue?.message}
          hint={isDay(field) ? say('field.day.placeholder') : undefined}
        />
      </div>
      <AreaField
        label={say('field.reason')}
        field={form.register('reason') as never}
        error={errors.reason?.message}
        isRequired
        rows={2}
      />
      {error && <Problem error={error} />}
    </Modal>
  );
}
