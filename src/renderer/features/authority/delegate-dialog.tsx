import { Checkbox } from '@fluentui/react-components';
import { PersonKey20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { DelegationId, type LocalDate } from '../../../shared/domain/core/values.ts';
import { isHead } from '../../../shared/domain/office/authority.ts';
import { AuthorityForm } from '../../../shared/domain/office/delegation.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { offeredTypes } from '../../app/document/offered.ts';
import { PickOne } from '../../app/document/pick-one.tsx';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { ChoiceField, DayField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { personField } from './person-choices.ts';

type Officials = Output<'office.listOfficials'>;
const forms = ['KT.', 'TL.', 'TUQ.', 'TM.', 'Q.'] as const satisfies readonly AuthorityForm[];

/** What the rule would refuse is told at its field, in the rule's own words (NĐ 30/2020 article 13). */
const schemaFor = (today: LocalDate, officials: Officials) =>
  z
    .object({
      officialId: personField,
      form: AuthorityForm,
      scope: z.enum(['all', 'chosen']),
      typeNames: z.array(z.string()),
      from: dayField(today, 'any'),
      to: dayField(today, 'any'),
      basis: textField(300, true),
    })
    .superRefine(({ officialId, form, scope, typeNames, from, to }, context) => {
      const tell = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      const official = officials.find((each) => each.officialId === officialId)?.official;
      if (form === 'KT.' && official && !official.roles.includes('leader'))
        tell('form', sayFault('office.only-deputy'));
      if (scope === 'chosen' && typeNames.length === 0) tell('scope', say('delegation.no-type'));
      if (from === undefined) tell('from', say('invalid.required'));
      if (form === 'TUQ.' && to === undefined) tell('to', sayFault('office.delegation-needs-end'));
      if (from !== undefined && to !== undefined && to < from)
        tell('to', sayFault('office.delegation-dates'));
    });
type Values = z.input<ReturnType<typeof schemaFor>>;
type Form = UseFormReturn<Values, unknown, z.output<ReturnType<typeof schemaFor>>>;

/** To whom, in which form, which types, from when to when, and the paper that says so. */
export function DelegateDialog({ onClose }: { readonly onClose: () => void }) {
  const officials = useQuery(read('office.listOfficials', {})).data;
  if (!officials) return null;
  const choosable = officials.filter(({ official }) => !isHead(official));
  return <DelegateForm officials={choosable} onClose={onClose} />;
}

type Props = { readonly officials: Officials; readonly onClose: () => void };
function DelegateForm({ officials, onClose }: Props) {
  const today = useToday();
  const form: Form = useForm({
    defaultValues: {
      officialId: '',
      form: 'KT.',
      scope: 'all',
      typeNames: [],
      from: dayText(today),
      to: '',
      basis: '',
    },
    resolver: zodResolver(schemaFor(today, officials)),
  });
  const delegate = useCommand('office.delegate');
  const act = form.handleSubmit(async ({ scope, typeNames, from, to, ...values }) => {
    if (from === undefined) return;
    await delegate.mutateAsync({
      ...values,
      delegationId: DelegationId.parse(crypto.randomUUID()),
      typeNames: scope === 'all' ? [] : typeNames,
      from,
      ...(to && { to }),
    });
    const name = officials.find(({ officialId }) => officialId === values.officialId)?.official.fullName;
    announce(say('delegation.done.added', { name: name ?? '' }));
    onClose();
  });
  return (
    <Modal
      title={say('delegation.add')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('delegation.add'),
        icon: <PersonKey20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy: delegate.isPending,
      }}
    >
      <p className={dialogs['explain']}>{say('delegation.add.lead')}</p>
      <Fields form={form} officials={officials} />
      {delegate.error && <Problem error={delegate.error} />}
    </Modal>
  );
}

function Fields({ form, officials }: { readonly form: Form; readonly officials: Officials }) {
  const { register, formState, setValue } = form;
  const propsOf = (name: 'form' | 'scope' | 'basis' | 'from' | 'to') => ({
    label: say(`delegation.field.${name}`),
    field: register(name) as never,
    error: formState.errors[name]?.message,
  });
  const dayProps = (name: 'from' | 'to') => ({
    ...propsOf(name),
    ...dayWords,
    onPick: (iso: string) => setValue(name, pickedText(iso), { shouldValidate: formState.isSubmitted }),
  });
  const isChosen = useWatch({ control: form.control, name: 'scope' }) === 'chosen';
  return (
    <>
      <PickOne
        label={say('delegation.field.official')}
        findLabel={say('direct.find')}
        error={formState.errors.officialId?.message}
        isRequired
        chosen={useWatch({ control: form.control, name: 'officialId' })}
        onChoose={(key = '') => setValue('officialId', key, { shouldValidate: formState.isSubmitted })}
        picks={officials.map(({ officialId, official: { fullName, position } }) => ({
          key: officialId,
          name: fullName,
          note: position,
        }))}
      />
      <p className={dialogs['explain']}>{say('authority.official.hint.delegate')}</p>
      <div className={dialogs['beside']}>
        <ChoiceField
          {...propsOf('form')}
          choices={forms.map((value) => ({ value, label: say(`delegation.form.${value}`) }))}
        />
        <ChoiceField
          {...propsOf('scope')}
          choices={(['all', 'chosen'] as const).map((value) => ({
            value,
            label: say(`delegation.scope.${value}`),
          }))}
        />
      </div>
      {isChosen && <TypeList form={form} />}
      <div className={dialogs['beside']}>
        <DayField {...dayProps('from')} isRequired />
        <DayField {...dayProps('to')} hint={say('delegation.field.to.hint')} />
      </div>
      <TextField {...propsOf('basis')} isRequired maxLength={300} hint={say('delegation.field.basis.hint')} />
    </>
  );
}

function TypeList({ form }: { readonly form: Form }) {
  const chosen = useWatch({ control: form.control, name: 'typeNames' });
  const toggle = (name: string) =>
    form.setValue(
      'typeNames',
      chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name],
      { shouldValidate: form.formState.isSubmitted },
    );
  return (
    <fieldset className={dialogs['who']}>
      <legend className={dialogs['label']}>{say('delegation.field.types')}</legend>
      <div className={`${dialogs['people']} ${dialogs['columns']}`}>
        {offeredTypes.map((name) => (
          <Checkbox key={name} label={name} checked={chosen.includes(name)} onChange={() => toggle(name)} />
        ))}
      </div>
    </fieldset>
  );
}
