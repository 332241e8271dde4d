import type { UseFormReturn } from 'react-hook-form';
import { type OfficialId, Secrecy, urgencies } from '../../../shared/domain/core/values.ts';
import type { Official } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import page from '../../app/document/form-page.module.css';
import { pickedText } from '../../app/document/form-schema.ts';
import { offeredTypes } from '../../app/document/offered.ts';
import { AreaField, ChoiceField, DayField, OfferedField, TextField } from '../../ui/fields.tsx';
import type { DraftResult, DraftValues } from './draft.ts';

type Props = {
  readonly form: UseFormReturn<DraftValues, unknown, DraftResult>;
  readonly leaders: readonly { readonly officialId: OfficialId; readonly official: Official }[];
};

export function DraftFields({ form, leaders }: Props) {
  const props = (name: keyof DraftValues) => ({
    label: say(`field.${name}`),
    field: form.register(name) as never,
    error: form.formState.errors[name]?.message,
  });
  const pick = (iso: string) =>
    form.setValue('dueOn', pickedText(iso), { shouldDirty: true, shouldValidate: true });
  return (
    <>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('outgoing.form.group.fields')}</legend>
        <OfferedField {...props('typeName')} isRequired offers={offeredTypes} className={page['two']} />
        <TextField {...props('codeNotation')} isRequired className={page['two']} />
        <ChoiceField
          {...props('urgency')}
          choices={urgencies.map((value) => ({ value, label: say(`urgency.${value}`) }))}
          className={page['two']}
        />
        <AreaField {...props('subject')} isRequired rows={3} />
      </fieldset>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('outgoing.form.group.way')}</legend>
        <ChoiceField
          {...props('signerId')}
          isRequired
          hint={leaders.length === 0 ? say('outgoing.form.noSigner') : undefined}
          choices={leaders.map(({ officialId, official }) => ({
            value: officialId,
            label: `${official.fullName}, ${official.position}`,
          }))}
        />
        <AreaField {...props('recipientsText')} hint={say('outgoing.form.recipients.hint')} rows={2} />
        <DayField
          {...props('dueOn')}
          placeholder={say('field.day.placeholder')}
          pickLabel={say('field.day.pick')}
          onPick={pick}
          className={page['three']}
        />
        <ChoiceField
          {...props('secrecy')}
          choices={Secrecy.options.map((value) => ({ value, label: say(`secrecy.${value}`) }))}
          className={page['three']}
        />
        <AreaField {...props('note')} rows={2} />
      </fieldset>
    </>
  );
}
