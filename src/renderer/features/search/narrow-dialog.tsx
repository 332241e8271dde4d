import { Button, Tooltip } from '@fluentui/react-components';
import { Add20Regular, Delete20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useFieldArray, useForm } from 'react-hook-form';
import { z } from 'zod';
import {
  CONDITIONS_MAX,
  type SearchAsked,
  SearchCondition,
  searchFields,
  searchJoins,
} from '../../../shared/contract/search.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText } from '../../app/document/form-schema.ts';
import { useToday } from '../../app/profile.ts';
import { ChoiceField, DayField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import styles from './search.module.css';

export type Narrowing = Pick<SearchAsked, 'also' | 'kind' | 'from' | 'to'>;

const schemaOf = (today: LocalDate) =>
  z.object({
    kind: z.enum(['', 'incoming', 'outgoing']),
    from: dayField(today, 'any'),
    to: dayField(today, 'any'),
    also: z.array(SearchCondition).max(CONDITIONS_MAX),
  });
type Values = z.input<ReturnType<typeof schemaOf>>;

function useNarrowing(given: Narrowing) {
  const schema = schemaOf(useToday());
  return useForm<Values, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      kind: given.kind ?? '',
      from: dayText(given.from),
      to: dayText(given.to),
      also: given.also?.length ? given.also : [{ join: 'and', field: 'any', text: '' }],
    },
  });
}

type Props = {
  readonly given: Narrowing;
  readonly onDone: (next: Narrowing) => void;
  readonly onClose: () => void;
};

/** Lọc: which documents, of which days, and what must, may or must not stand in which field. */
export function NarrowDialog({ given, onDone, onClose }: Props) {
  const form = useNarrowing(given);
  const { register, setValue, formState } = form;
  const act = form.handleSubmit(({ kind, from, to, also }) => {
    const conditions = also.filter(({ text }) => text.trim() !== '');
    onDone({
      ...(kind !== '' && { kind }),
      ...(from && { from }),
      ...(to && { to }),
      ...(conditions.length > 0 && { also: conditions }),
    });
  });
  const day = (name: 'from' | 'to') => (
    <DayField
      label={say(`search.${name}`)}
      field={register(name) as never}
      error={formState.errors[name]?.message}
      {...dayWords}
      onPick={(iso) => setValue(name, pickedText(iso))}
    />
  );
  return (
    <Modal
      title={say('search.narrow.title')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{ label: say('search.narrow.do'), act: () => void act() }}
    >
      <div className={styles['days']}>
        <ChoiceField
          label={say('search.kind')}
          field={register('kind') as never}
          choices={[
            { value: '', label: say('search.kind.both') },
            { value: 'incoming', label: say('search.kind.incoming') },
            { value: 'outgoing', label: say('search.kind.outgoing') },
          ]}
        />
        {day('from')}
        {day('to')}
      </div>
      <Conditions form={form} />
    </Modal>
  );
}

function Conditions({ form }: { readonly form: ReturnType<typeof useNarrowing> }) {
  const { control, register } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'also' });
  return (
    <fieldset className={styles['conditions']}>
      <legend>{say('search.also')}</legend>
      {fields.map(({ id }, index) => {
        const n = index + 1;
        return (
          <div key={id} className={styles['condition']}>
            <select {...register(`also.${index}.join`)} aria-label={say('search.also.join', { n })}>
              {searchJoins.map((join) => (
                <option key={join} value={join}>
                  {say(`search.join.${join}`)}
                </option>
              ))}
            </select>
            <input
              {...register(`also.${index}.text`)}
              type="text"
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              aria-label={say('search.also.text', { n })}
            />
            <select {...register(`also.${index}.field`)} aria-label={say('search.also.field', { n })}>
              {searchFields.map((field) => (
                <option key={field} value={field}>
                  {say(`search.field.${field}`)}
                </option>
              ))}
            </select>
            <Tooltip content={say('search.also.remove', { n })} relationship="label">
              <Button appearance="subtle" icon={<Delete20Regular />} onClick={() => remove(index)} />
            </Tooltip>
          </div>
        );
      })}
      {fields.length < CONDITIONS_MAX && (
        <Button
          appearance="subtle"
          icon={<Add20Regular />}
          onClick={() => append({ join: 'and', field: 'any', text: '' })}
        >
          {say('search.also.add')}
        </Button>
      )}
    </fieldset>
  );
}
