import { PersonProhibited20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText } from '../../app/document/form-schema.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile, useToday } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { ChoiceField, DayField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { personChoices, personField } from './person-choices.ts';

const schemaFor = (today: LocalDate) =>
  z
    .object({ officialId: personField, leftOn: dayField(today, 'any') })
    .transform(({ officialId, leftOn }, context) => {
      if (leftOn !== undefined && leftOn <= today) return { officialId, leftOn };
      context.addIssue({ code: 'custom', path: ['leftOn'], message: say('leaving.invalid.day') });
      return z.NEVER;
    });
type Props = { readonly onClose: () => void };

/** Who leaves, and since when; what it takes from him is said before. */
export function LeavingDialog({ onClose }: Props) {
  const officials = useQuery(read('office.listOfficials', {})).data;
  const me = useProfile()?.officialId;
  if (!officials) return null;
  return (
    <LeavingForm officials={officials.filter(({ officialId }) => officialId !== me)} onClose={onClose} />
  );
}

function LeavingForm({ officials, onClose }: Props & { readonly officials: Output<'office.listOfficials'> }) {
  const today = useToday();
  const record = useCommand('office.recordLeaving');
  const schema = schemaFor(today);
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { officialId: '' as never, leftOn: dayText(today) as never },
  });
  const { errors } = form.formState;
  const act = form.handleSubmit((given) =>
    record.mutate(given, {
      onSuccess: () => {
        announce(say('leaving.done'));
        onClose();
      },
    }),
  );
  return (
    <Modal
      title={say('leaving.record')}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('leaving.record'),
        icon: <PersonProhibited20Regular />,
        act: () => void act(),
        isBusy: record.isPending,
      }}
    >
      <ChoiceField
        label={say('leaving.official')}
        field={form.register('officialId')}
        choices={personChoices(officials)}
        error={errors.officialId?.message}
        isRequired
      />
      <DayField
        label={say('leaving.day')}
        field={form.register('leftOn')}
        error={errors.leftOn?.message}
        {...dayWords}
        onPick={(iso) => form.setValue('leftOn', pickedText(iso) as never, { shouldValidate: true })}
        isRequired
      />
      <Notice tone="unsure">{say('leaving.warn')}</Notice>
      {record.error && <Problem error={record.error} />}
    </Modal>
  );
}
