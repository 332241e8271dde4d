import { FolderAdd20Regular, Save20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import type { DossierDetail, EntryShown } from '../../../shared/contract/dossier.ts';
import { DossierId, LocalDate } from '../../../shared/domain/core/values.ts';
import { type DossierFields, FileNotation } from '../../../shared/domain/dossier/dossier.ts';
import { DossierGroup, RETENTION_CLASSES, type Retention } from '../../../shared/domain/dossier/retention.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import dialogs from '../../app/document/dialogs.module.css';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { draftOf, dropDraft, useKeptForm } from '../../app/drafts.ts';
import { read, useCommand } from '../../app/read.ts';
import { AreaField, ChoiceField, DayField, type Registered, TextField } from '../../ui/fields.tsx';
import styles from './dossier.module.css';
import { sayRetention } from './dossier-row.tsx';

/** A retention as a select carries it. */
export const retentionOf = (value: string): Retention => (value === 'permanent' ? value : Number(value));
export const retentionChoices = RETENTION_CLASSES.map((each) => ({
  value: String(each),
  label: sayRetention(each),
}));

const schema = z.object({
  entryId: z.string(),
  notation: z
    .string()
    .trim()
    .refine((text) => FileNotation.safeParse(text).success, say('dossier.field.notation.wrong')),
  title: textField(500, true),
  retention: z.string(),
  group: DossierGroup,
  restricted: z.enum(['no', 'yes']),
});
type Typed = z.infer<typeof schema>;

const fieldsOf = (typed: Typed): DossierFields => ({
  notation: typed.notation,
  title: typed.title,
  retention: retentionOf(typed.retention),
  group: typed.group,
  isRestricted: typed.restricted === 'yes',
});

type FieldsProps = { readonly form: UseFormReturn<Typed, unknown, Typed>; readonly startedOn?: ReactElement };

function Fields({ form, startedOn }: FieldsProps) {
  const { errors } = form.formState;
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          label={say('dossier.field.notation')}
          field={form.register('notation') as never}
          error={errors.notation?.message}
          hint={say('dossier.field.notation.hint')}
          isRequired
        />
        {startedOn}
      </div>
      <AreaField
        label={say('dossier.field.title')}
        field={form.register('title') as never}
        error={errors.title?.message}
        isRequired
        rows={2}
      />
      <div className={styles['pair']}>
        <ChoiceField
          label={say('dossier.field.retention')}
          field={form.register('retention') as never}
          choices={retentionChoices}
        />
        <ChoiceField
          label={say('dossier.field.restricted')}
          field={form.register('restricted') as never}
          choices={(['no', 'yes'] as const).map((value) => ({
            value,
            label: say(`dossier.restricted.${value}`),
          }))}
        />
      </div>
      <ChoiceField
        label={say('dossier.field.group')}
        field={form.register('group') as never}
        choices={DossierGroup.options.map((value) => ({ value, label: say(`dossier.group.${value}`) }))}
      />
    </>
  );
}

type OpenProps = {
  readonly today: LocalDate;
  readonly onClose: () => void;
  readonly onOpened: (dossierId: DossierId) => void;
};
const DRAFT_KEY = 'dossier.open';

type EntryProps = { readonly free: readonly EntryShown[]; readonly field: Registered };
const EntryChoice = ({ free, field }: EntryProps) => (
  <ChoiceField
    label={say('dossier.open.entry')}
    field={field}
    choices={[
      { value: '', label: say('dossier.open.noEntry') },
      ...free.map(({ entryId, notation, fields }) => ({
        value: entryId,
        label: `${notation} · ${fields.title}`,
      })),
    ]}
  />
);

/** The form with the lines of the year's list that are still free; what is typed is kept until the dossier is opened. */
function useOpening({ today, onOpened }: Omit<OpenProps, 'onClose'>) {
  const year = Number(today.slice(0, 4));
  const list = useQuery(read('dossier.yearList', { year }));
  const free = (list.data?.entries ?? []).filter(({ dossierId }) => dossierId === undefined);
  const opening = schema.extend({
    startedOn: dayField(today, 'any').refine((day) => day !== undefined, say('invalid.required')),
  });
  const form = useForm<z.input<typeof opening>, unknown, z.output<typeof opening>>({
    defaultValues: {
      ...{ entryId: '', notation: '', title: '', retention: '10', group: 'ordinary', restricted: 'no' },
      startedOn: dayText(today),
      ...(draftOf(DRAFT_KEY)?.values as object | undefined),
    },
    resolver: zodResolver(opening),
  });
  useKeptForm(DRAFT_KEY, form as never);
  const open = useCommand('dossier.open');
  const act = form.handleSubmit(async (typed) => {
    const dossierId = DossierId.parse(crypto.randomUUID());
    const entry = free.find(({ entryId }) => entryId === typed.entryId);
    await open.mutateAsync({
      dossierId,
      year,
      fields: fieldsOf(typed),
      helperIds: [],
      ...(entry && { entryId: entry.entryId }),
      startedOn: LocalDate.parse(typed.startedOn),
    });
    dropDraft(DRAFT_KEY);
    announce(say('dossier.opened', { notation: typed.notation }));
    onOpened(dossierId);
  });
  const take = (entryId: string) => {
    const entry = free.find((each) => each.entryId === entryId);
    if (!entry) return;
    form.setValue('notation', entry.notation, { shouldValidate: true });
    form.setValue('title', entry.fields.title, { shouldValidate: true });
    form.setValue('retention', String(entry.fields.retention));
  };
  const choice = form.register('entryId', {
    onChange: (event: { target: { value: string } }) => take(event.target.value),
  });
  return { form, free, choice, open, act };
}

/** Mở hồ sơ: by a line of the year's list, whose words it takes over, or by one's own. */
export function OpenDossierDialog({ onClose, ...opening }: OpenProps) {
  const { form, free, choice, open, act } = useOpening(opening);
  return (
    <ActDialog
      title={say('dossier.new')}
      icon={<FolderAdd20Regular />}
      act={act}
      command={open}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>{say('dossier.open.lead')}</p>
      {free.length > 0 && <EntryChoice free={free} field={choice as never} />}
      <Fields
        form={form as never}
        startedOn={
          <DayField
            label={say('dossier.field.startedOn')}
            field={form.register('startedOn') as never}
            error={form.formState.errors.startedOn?.message}
            isRequired
            {...dayWords}
            onPick={(iso) => form.setValue('startedOn', pickedText(iso))}
          />
        }
      />
    </ActDialog>
  );
}

/** Sửa hồ sơ, while it is open. */
export function EditDossierDialog({
  detail,
  onClose,
}: {
  readonly detail: DossierDetail;
  readonly onClose: () => void;
}) {
  const { dossier, row } = detail;
  const form = useForm<Typed, unknown, Typed>({
    defaultValues: {
      entryId: '',
      notation: dossier.notation,
      title: dossier.title,
      retention: String(dossier.retention),
      group: dossier.group,
      restricted: dossier.isRestricted ? 'yes' : 'no',
    },
    resolver: zodResolver(schema),
  });
  const edit = useCommand('dossier.edit');
  const act = form.handleSubmit(async (typed) => {
    const { language, note, helperIds } = dossier;
    const kept = { ...(language !== undefined && { language }), ...(note !== undefined && { note }) };
    await edit.mutateAsync({ dossierId: row.dossierId, fields: { ...fieldsOf(typed), ...kept }, helperIds });
    announce(say('dossier.saved', { notation: typed.notation }));
    onClose();
  });
  return (
    <ActDialog
      title={say('dossier.edit.of', { notation: row.notation })}
      actLabel={say('dossier.save')}
      icon={<Save20Regular />}
      act={act}
      command={edit}
      onClose={onClose}
    >
      <Fields form={form} />
    </ActDialog>
  );
}
