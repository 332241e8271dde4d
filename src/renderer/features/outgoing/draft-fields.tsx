import { Button } from '@fluentui/react-components';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { type OfficialId, Secrecy, urgencies } from '../../../shared/domain/core/values.ts';
import type { Official } from '../../../shared/domain/office/official.ts';
import { plainNotation } from '../../../shared/domain/outgoing/on-page.ts';
import { say } from '../../../shared/words/vi.ts';
import { useFieldProps } from '../../app/document/form-fields.tsx';
import page from '../../app/document/form-page.module.css';
import { offeredTypes } from '../../app/document/offered.ts';
import { AreaField, ChoiceField, DayField, OfferedField, TextField } from '../../ui/fields.tsx';
import type { DraftResult, DraftValues } from './draft.ts';

type Props = {
  readonly form: UseFormReturn<DraftValues, unknown, DraftResult>;
  readonly leaders: readonly { readonly officialId: OfficialId; readonly official: Official }[];
  readonly suggested: Partial<DraftValues>;
};

export function DraftFields({ form, leaders, suggested }: Props) {
  const { propsOf, dayProps } = useFieldProps(form, suggested);
  return (
    <>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('outgoing.form.group.fields')}</legend>
        <OfferedField {...propsOf('typeName')} isRequired offers={offeredTypes} className={page['two']} />
        <TextField {...propsOf('codeNotation')} isRequired className={page['two']} />
        <ChoiceField
          {...propsOf('urgency')}
          choices={urgencies.map((value) => ({ value, label: say(`urgency.${value}`) }))}
          className={page['two']}
        />
        <NotationNote form={form} onPage={suggested.codeNotation} />
        <AreaField {...propsOf('subject')} isRequired rows={3} />
      </fieldset>
      <fieldset className={page['fields']}>
        <legend className={page['legend']}>{say('outgoing.form.group.way')}</legend>
        <ChoiceField
          {...propsOf('signerId')}
          isRequired
          hint={leaders.length === 0 ? say('outgoing.form.noSigner') : undefined}
          choices={leaders.map(({ officialId, official }) => ({
            value: officialId,
            label: `${official.fullName}, ${official.position}`,
          }))}
        />
        <AreaField {...propsOf('recipientsText')} hint={say('outgoing.form.recipients.hint')} rows={2} />
        <DayField {...dayProps('dueOn')} className={page['three']} />
        <ChoiceField
          {...propsOf('secrecy')}
          choices={Secrecy.options.map((value) => ({ value, label: say(`secrecy.${value}`) }))}
          className={page['three']}
        />
        <AreaField {...propsOf('note')} rows={2} />
      </fieldset>
    </>
  );
}

/** The page says another notation than the form: it would be refused when submitted, so the page's is offered here. */
function NotationNote({ form, onPage }: Pick<Props, 'form'> & { readonly onPage: string | undefined }) {
  const typed = useWatch({ control: form.control, name: 'codeNotation' });
  if (onPage === undefined || onPage === '' || plainNotation(typed) === onPage) return null;
  return (
    <p role="status" className={page['note']}>
      <span>{say('outgoing.form.notationOnPage', { notation: onPage })}</span>
      <Button
        size="small"
        onClick={() => form.setValue('codeNotation', onPage, { shouldDirty: true, shouldValidate: true })}
      >
        {say('outgoing.form.useNotation', { notation: onPage })}
      </Button>
    </p>
  );
}
