import { Checkbox } from '@fluentui/react-components';
import { BookAdd20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { LocalDate } from '../../../shared/domain/core/values.ts';
import { registerId } from '../../../shared/domain/office/register.ts';
import { SERIES_TYPES_MAX } from '../../../shared/domain/office/series.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { textField } from '../../app/document/form-schema.ts';
import { offeredTypes } from '../../app/document/offered.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { ChoiceField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';

const schema = z
  .object({
    year: z.coerce.number<string>(),
    book: z.enum(['outgoing', 'incoming']),
    by: z.enum(['types', 'notation']),
    name: textField(200, true),
    typeNames: z.array(z.string()),
    notation: textField(30, false),
  })
  .superRefine(({ book, by, typeNames, notation }, context) => {
    const tell = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (by === 'types' && (typeNames.length === 0 || typeNames.length > SERIES_TYPES_MAX))
      tell('by', say('books.apart.no-type', { max: SERIES_TYPES_MAX }));
    if (by === 'notation' && book === 'incoming') tell('book', say('books.apart.only-outgoing'));
    if (by === 'notation' && notation === '') tell('notation', say('invalid.required'));
  });
type Form = UseFormReturn<z.input<typeof schema>, unknown, z.output<typeof schema>>;

/** The key of a new book apart: it says nothing, and is the same every year. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => String.fromCharCode(97 + (byte % 26)))
    .join('');

type Props = { readonly years: readonly number[]; readonly onClose: () => void };

/** Mở sổ riêng (NĐ 30/2020 article 15.1): for some types, or for what a council issues. */
export function SeriesDialog({ years, onClose }: Props) {
  const agencyId = useProfile()?.agencyId;
  const open = useCommand('register.open');
  const form: Form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      year: String(years[0] ?? ''),
      ...{ book: 'outgoing', by: 'types', name: '', typeNames: [], notation: '' },
    },
  });
  const act = form.handleSubmit(async ({ year, book, by, name, typeNames, notation }) => {
    if (agencyId === undefined) return;
    const key = newKey();
    const what = by === 'types' ? { typeNames } : { typeNames: [], notation };
    await open.mutateAsync({
      ...{ agencyId, book, year, name, registerId: registerId(agencyId, book, year, key) },
      openedOn: LocalDate.parse(`${String(year)}-01-01`),
      series: { key, ...what },
    });
    announce(say('books.apart.done', { name, year }));
    onClose();
  });
  return (
    <Modal
      title={say('books.apart.open')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('books.apart.open'),
        icon: <BookAdd20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy: open.isPending,
      }}
    >
      <p className={dialogs['explain']}>{say('books.apart.lead')}</p>
      <Fields form={form} years={years} />
      {open.error && <Problem error={open.error} />}
    </Modal>
  );
}

function Fields({ form, years }: { readonly form: Form; readonly years: readonly number[] }) {
  const { register, formState, control } = form;
  const by = useWatch({ control, name: 'by' });
  const propsOf = (name: 'year' | 'book' | 'by' | 'name' | 'notation') => ({
    label: say(`books.apart.field.${name}`),
    field: register(name) as never,
    error: formState.errors[name]?.message,
  });
  return (
    <>
      <TextField {...propsOf('name')} maxLength={200} isRequired />
      <div className={dialogs['beside']}>
        <ChoiceField
          {...propsOf('year')}
          choices={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <ChoiceField
          {...propsOf('book')}
          choices={(['outgoing', 'incoming'] as const).map((value) => ({
            value,
            label: say(`nav.${value}`),
          }))}
        />
      </div>
      <ChoiceField
        {...propsOf('by')}
        choices={(['types', 'notation'] as const).map((value) => ({
          value,
          label: say(`books.apart.by.${value}`),
        }))}
      />
      {by === 'types' ? (
        <TypeChecks form={form} />
      ) : (
        <TextField
          {...propsOf('notation')}
          maxLength={30}
          hint={say('books.apart.field.notation.hint')}
          isRequired
        />
      )}
    </>
  );
}

function TypeChecks({ form }: { readonly form: Form }) {
  const chosen = useWatch({ control: form.control, name: 'typeNames' });
  const toggle = (name: string) =>
    form.setValue(
      'typeNames',
      chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name],
      { shouldValidate: form.formState.isSubmitted },
    );
  return (
    <fieldset className={dialogs['who']}>
      <legend className={dialogs['label']}>{say('books.apart.field.types')}</legend>
      <div className={`${dialogs['people']} ${dialogs['columns']}`}>
        {offeredTypes.map((name) => (
          <Checkbox key={name} label={name} checked={chosen.includes(name)} onChange={() => toggle(name)} />
        ))}
      </div>
    </fieldset>
  );
}
