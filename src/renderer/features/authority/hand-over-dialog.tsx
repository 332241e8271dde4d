import { Ribbon20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { HandoverId, type LocalDate } from '../../../shared/domain/core/values.ts';
import { addDays, instantAt, instantOf, timeOfDay } from '../../../shared/text/day.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { ChoiceField, DayField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { personChoices, personField } from './person-choices.ts';

type Officials = Output<'office.listOfficials'>;
const END_OF_WORK = '17:00';

const timeField = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, say('handover.invalid.time'));
const schemaFor = (today: LocalDate) =>
  z
    .object({
      officialId: personField,
      fromDay: dayField(today, 'any'),
      fromTime: timeField,
      toDay: dayField(today, 'from-today'),
      toTime: timeField,
      permission: textField(300, true),
      minutes: textField(300, true),
    })
    .transform(({ fromDay, fromTime, toDay, toTime, ...rest }, context) => {
      for (const [path, day] of [
        ['fromDay', fromDay],
        ['toDay', toDay],
      ] as const)
        if (day === undefined)
          context.addIssue({ code: 'custom', path: [path], message: say('invalid.required') });
      if (fromDay === undefined || toDay === undefined) return z.NEVER;
      const [from, to] = [instantAt(fromDay, fromTime), instantAt(toDay, toTime)];
      if (to <= from)
        context.addIssue({ code: 'custom', path: ['toTime'], message: sayFault('office.handover-time') });
      return { ...rest, from, to };
    });
type Values = z.input<ReturnType<typeof schemaFor>>;
type Form = UseFormReturn<Values, unknown, z.output<ReturnType<typeof schemaFor>>>;

/** To whom, from when to when, permitted by which paper, handed over with which minutes (NĐ 30/2020 article 32.2b). */
export function HandOverDialog({ onClose }: { readonly onClose: () => void }) {
  const officials = useQuery(read('office.listOfficials', {})).data;
  if (!officials) return null;
  const choosable = officials.filter(({ official }) => !official.roles.includes('clerk'));
  return <HandOverForm officials={choosable} onClose={onClose} />;
}

type Props = { readonly officials: Officials; readonly onClose: () => void };
function HandOverForm({ officials, onClose }: Props) {
  const today = useToday();
  const now = timeOfDay(instantOf(Date.now()));
  const form: Form = useForm({
    defaultValues: {
      officialId: '',
      fromDay: dayText(today),
      fromTime: now,
      toDay: dayText(now < END_OF_WORK ? today : addDays(today, 1)),
      toTime: END_OF_WORK,
      permission: '',
      minutes: '',
    },
    resolver: zodResolver(schemaFor(today)),
  });
  const handOver = useCommand('office.handOverSeal');
  const act = form.handleSubmit(async (values) => {
    await handOver.mutateAsync({ handoverId: HandoverId.parse(crypto.randomUUID()), ...values });
    const name = officials.find(({ officialId }) => officialId === values.officialId)?.official.fullName;
    announce(say('handover.done.added', { name: name ?? '' }));
    onClose();
  });
  return (
    <Modal
      title={say('handover.add')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('handover.add'),
        icon: <Ribbon20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy: handOver.isPending,
      }}
    >
      <p className={dialogs['explain']}>{say('handover.add.lead')}</p>
      <Fields form={form} officials={officials} />
      {handOver.error && <Problem error={handOver.error} />}
    </Modal>
  );
}

function Fields({ form, officials }: { readonly form: Form; readonly officials: Officials }) {
  const { register, formState, setValue } = form;
  const propsOf = (name: Exclude<keyof Values, 'officialId'>) => ({
    label: say(`handover.field.${name}`),
    field: register(name) as never,
    error: formState.errors[name]?.message,
    isRequired: true,
  });
  const dayProps = (name: 'fromDay' | 'toDay') => ({
    ...propsOf(name),
    ...dayWords,
    onPick: (iso: string) => setValue(name, pickedText(iso), { shouldValidate: formState.isSubmitted }),
  });
  return (
    <>
      <ChoiceField
        label={say('handover.field.official')}
        field={register('officialId') as never}
        error={formState.errors.officialId?.message}
        isRequired
        hint={say('authority.official.hint.handover')}
        choices={personChoices(officials)}
      />
      <div className={dialogs['beside']}>
        <DayField {...dayProps('fromDay')} />
        <TextField {...propsOf('fromTime')} maxLength={5} />
        <DayField {...dayProps('toDay')} />
        <TextField {...propsOf('toTime')} maxLength={5} />
      </div>
      <TextField {...propsOf('permission')} maxLength={300} hint={say('handover.field.permission.hint')} />
      <TextField {...propsOf('minutes')} maxLength={300} hint={say('handover.field.minutes.hint')} />
    </>
  );
}
