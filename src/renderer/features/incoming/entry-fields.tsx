import type { UseFormReturn } from 'react-hook-form';
import { Secrecy, urgencies } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { useFieldProps } from '../../app/document/form-fields.tsx';
import page from '../../app/document/form-page.module.css';
import { offeredTypes } from '../../app/document/offered.ts';
import { AreaField, ChoiceField, DayField, OfferedField, TextField } from '../../ui/fields.tsx';
import type { EntryResult, EntryValues } from './entry.ts';

type Props = {
  readonly form: UseFormReturn<EntryValues, unknown, EntryResult>;
  readonly suggested: Partial<EntryValues>;
};

export function EntryFields({ form, suggested }: Props) {
  const { propsOf, dayProps } = useFieldProps(form, suggested);
  return (
    <>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('incoming.form.group.reference')}</legend>
        <OfferedField {...propsOf('typeName')} isRequired offers={offeredTypes} className={page['two']} />
        <TextField {...propsOf('codeNumber')} className={page['two']} />
        <TextField {...propsOf('codeNotation')} className={page['two']} />
        <DayField {...dayProps('issuedOn')} className={page['two']} />
        <TextField {...propsOf('organName')} isRequired className={page['four']} />
        <AreaField {...propsOf('subject')} isRequired rows={3} />
        <TextField {...propsOf('signerName')} className={page['three']} />
        <TextField {...propsOf('signerPosition')} className={page['three']} />
        <TextField {...propsOf('language')} className={page['two']} />
        <TextField {...propsOf('pageCount')} maxLength={5} className={page['two']} />
      </fieldset>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('incoming.form.group.handling')}</legend>
        <ChoiceField
          {...propsOf('urgency')}
          choices={urgencies.map((value) => ({ value, label: say(`urgency.${value}`) }))}
          className={page['two']}
        />
        <DayField {...dayProps('dueOn')} className={page['two']} />
        <ChoiceField
          {...propsOf('secrecy')}
          choices={Secrecy.options.map((value) => ({ value, label: say(`secrecy.${value}`) }))}
          className={page['two']}
        />
        <AreaField {...propsOf('note')} rows={2} />
      </fieldset>
    </>
  );
}
