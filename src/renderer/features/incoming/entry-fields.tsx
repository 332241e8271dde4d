import { Sparkle16Regular } from '@fluentui/react-icons';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Secrecy, urgencies } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import page from '../../app/document/form-page.module.css';
import { pickedText } from '../../app/document/form-schema.ts';
import { offeredTypes } from '../../app/document/offered.ts';
import { AreaField, ChoiceField, DayField, OfferedField, TextField } from '../../ui/fields.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { EntryResult, EntryValues } from './entry.ts';

type Form = UseFormReturn<EntryValues, unknown, EntryResult>;
type Name = keyof EntryValues;
type Props = { readonly form: Form; readonly suggested: Partial<EntryValues> };

export function EntryFields({ form, suggested }: Props) {
  const props = useFieldProps(form, suggested);
  const pick = (name: 'issuedOn' | 'dueOn') => (iso: string) =>
    form.setValue(name, pickedText(iso), { shouldDirty: true, shouldValidate: true });
  return (
    <>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('incoming.form.group.reference')}</legend>
        <OfferedField {...props('typeName')} isRequired offers={offeredTypes} className={page['two']} />
        <TextField {...props('codeNumber')} className={page['two']} />
        <TextField {...props('codeNotation')} className={page['two']} />
        <DayField {...props('issuedOn')} {...dayWords} onPick={pick('issuedOn')} className={page['two']} />
        <TextField {...props('organName')} isRequired className={page['four']} />
        <AreaField {...props('subject')} isRequired rows={3} />
        <TextField {...props('signerName')} className={page['three']} />
        <TextField {...props('signerPosition')} className={page['three']} />
      </fieldset>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('incoming.form.group.handling')}</legend>
        <ChoiceField
          {...props('urgency')}
          choices={urgencies.map((value) => ({ value, label: say(`urgency.${value}`) }))}
          className={page['two']}
        />
        <DayField {...props('dueOn')} {...dayWords} onPick={pick('dueOn')} className={page['two']} />
        <ChoiceField
          {...props('secrecy')}
          choices={Secrecy.options.map((value) => ({ value, label: say(`secrecy.${value}`) }))}
          className={page['two']}
        />
        <AreaField {...props('note')} rows={2} />
      </fieldset>
    </>
  );
}

const dayWords = { placeholder: say('field.day.placeholder'), pickLabel: say('field.day.pick') };

/** Label, registration, error and, while the value is still the suggested one, its mark. */
function useFieldProps({ register, control, formState }: Form, suggested: Partial<EntryValues>) {
  const values = useWatch({ control });
  return (name: Name) => {
    const isSuggested =
      suggested[name] !== undefined && suggested[name] !== '' && values[name] === suggested[name];
    return {
      label: say(`field.${name}`),
      field: register(name) as never,
      error: formState.errors[name]?.message,
      ...(isSuggested && {
        mark: (
          <span title={say('field.suggested.why')}>
            <Tag tone="blue" icon={<Sparkle16Regular />}>
              {say('field.suggested')}
            </Tag>
          </span>
        ),
      }),
    };
  };
}
