import { Button } from '@fluentui/react-components';
import { CheckmarkStarburst20Regular, Save20Regular, SubtractCircle20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { EntryShown } from '../../../shared/contract/dossier.ts';
import { DossierEntryId } from '../../../shared/domain/core/values.ts';
import {
  type DossierListId,
  EntryFields,
  entryFields,
  notationOf,
} from '../../../shared/domain/dossier/list.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import dialogs from '../../app/document/dialogs.module.css';
import { textField } from '../../app/document/form-schema.ts';
import { useCommand } from '../../app/read.ts';
import { AreaField, ChoiceField, TextField } from '../../ui/fields.tsx';
import styles from './dossier.module.css';
import { retentionChoices, retentionOf } from './dossier-form.tsx';

const number = (max: number) =>
  z.string().refine((text) => {
    const value = Number(text);
    return Number.isInteger(value) && value >= 1 && value <= max;
  }, say('yearList.field.number.wrong'));

const schema = z.object({
  headingOrder: number(99),
  heading: textField(200, true),
  headingNotation: z
    .string()
    .refine(
      (text) => entryFields.headingNotation.safeParse(text).success,
      say('yearList.field.headingNotation.wrong'),
    ),
  subheading: textField(200, false),
  number: number(999_999),
  title: textField(500, true),
  retention: z.string(),
  ownerName: textField(100, true),
  note: textField(500, false),
});
type Typed = z.infer<typeof schema>;

const fieldsOf = ({ subheading, note, ...typed }: Typed): EntryFields =>
  EntryFields.parse({
    ...typed,
    headingOrder: Number(typed.headingOrder),
    number: Number(typed.number),
    retention: retentionOf(typed.retention),
    ...(subheading !== '' && { subheading }),
    ...(note !== '' && { note }),
  });

/** What a new line begins with: the heading of the last one, and the number after it. */
function nextTo(last: EntryShown | undefined): Typed {
  const { headingOrder = 1, heading = '', headingNotation = '', subheading = '' } = last?.fields ?? {};
  return {
    ...{ headingOrder: String(headingOrder), heading, headingNotation, subheading },
    ...{
      number: String((last?.fields.number ?? 0) + 1),
      title: '',
      retention: '10',
      ownerName: '',
      note: '',
    },
  };
}

const typedOf = ({ fields }: EntryShown): Typed => ({
  ...fields,
  headingOrder: String(fields.headingOrder),
  number: String(fields.number),
  retention: String(fields.retention),
  subheading: fields.subheading ?? '',
  note: fields.note ?? '',
});

type EntryProps = {
  readonly listId: DossierListId;
  readonly entries: readonly EntryShown[];
  /** Absent for a new line. */
  readonly entry: EntryShown | undefined;
  readonly onClose: () => void;
};

function useEntry({ listId, entries, entry, onClose }: EntryProps) {
  const form = useForm<Typed>({
    defaultValues: entry ? typedOf(entry) : nextTo(entries.at(-1)),
    resolver: zodResolver(schema),
  });
  const add = useCommand('dossier.addEntries');
  const edit = useCommand('dossier.editEntry');
  const act = form.handleSubmit(async (typed) => {
    const fields = fieldsOf(typed);
    if (entry) await edit.mutateAsync({ listId, entryId: entry.entryId, fields });
    else {
      const entryId = DossierEntryId.parse(crypto.randomUUID());
      await add.mutateAsync({ listId, entries: [{ entryId, fields }] });
    }
    announce(say('yearList.saved', { notation: notationOf(fields) }));
    onClose();
  });
  const remove = async (): Promise<void> => {
    if (!entry) return;
    const { entryId, fields, notation } = entry;
    await edit.mutateAsync({ listId, entryId, fields, isRemoved: true });
    announce(say('yearList.removed', { notation }));
    onClose();
  };
  return { form, command: entry ? edit : add, act, remove };
}

const texts = [
  ['heading', 'yearList.field.heading'],
  ['subheading', 'yearList.field.subheading'],
  ['headingOrder', 'yearList.field.headingOrder'],
  ['headingNotation', 'yearList.field.headingNotation'],
  ['number', 'yearList.field.number'],
  ['ownerName', 'yearList.field.owner'],
  ['note', 'dossier.form.note'],
] as const;
const isFree = (name: keyof Typed): boolean => name === 'subheading' || name === 'note';

/** The fields of one line; those that a form of the decree may leave empty are not asked for. */
function EntryFieldsOf({ form }: { readonly form: ReturnType<typeof useEntry>['form'] }) {
  const { errors } = form.formState;
  const text = (wanted: (typeof texts)[number][0]) => {
    const [, label] = texts.find(([name]) => name === wanted) ?? texts[0];
    return (
      <TextField
        label={say(label)}
        field={form.register(wanted) as never}
        error={errors[wanted]?.message}
        isRequired={!isFree(wanted)}
      />
    );
  };
  return (
    <>
      <div className={styles['pair']}>
        {text('heading')}
        {text('subheading')}
      </div>
      <div className={styles['triple']}>
        {text('headingOrder')}
        {text('headingNotation')}
        {text('number')}
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
        {text('ownerName')}
      </div>
      {text('note')}
    </>
  );
}

/** One line of the year's list: added, changed, or taken off it. */
export function EntryDialog(props: EntryProps) {
  const { entry, onClose } = props;
  const { form, command, act, remove } = useEntry(props);
  return (
    <ActDialog
      title={entry ? say('yearList.edit', { notation: entry.notation }) : say('yearList.add')}
      actLabel={say('yearList.save')}
      icon={<Save20Regular />}
      act={act}
      command={command}
      onClose={onClose}
    >
      <EntryFieldsOf form={form} />
      {entry && (
        <Button
          appearance="subtle"
          icon={<SubtractCircle20Regular />}
          disabledFocusable={command.isPending}
          onClick={() => void remove().catch(() => undefined)}
        >
          {say('yearList.remove')}
        </Button>
      )}
    </ActDialog>
  );
}

type ApproveProps = { readonly year: number; readonly listId: DossierListId; readonly onClose: () => void };

/** Phê duyệt danh mục: by which decision; from then on it stands still (article 28). */
export function ApproveDialog({ year, listId, onClose }: ApproveProps) {
  const form = useForm({
    defaultValues: { decision: '' },
    resolver: zodResolver(z.object({ decision: textField(300, true) })),
  });
  const approve = useCommand('dossier.approveList');
  const act = form.handleSubmit(async ({ decision }) => {
    await approve.mutateAsync({ listId, decision });
    announce(say('yearList.approvedNow', { year }));
    onClose();
  });
  return (
    <ActDialog
      title={say('yearList.approve')}
      width="small"
      icon={<CheckmarkStarburst20Regular />}
      act={act}
      command={approve}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>{say('yearList.approve.lead')}</p>
      <TextField
        label={say('yearList.approve.decision')}
        field={form.register('decision') as never}
        error={form.formState.errors.decision?.message}
        hint={say('yearList.approve.decision.hint')}
        isRequired
      />
    </ActDialog>
  );
}
