import { Save20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import type { UnitShown } from '../../../shared/contract/office-chart.ts';
import { OfficialId, UnitId } from '../../../shared/domain/core/values.ts';
import { unitsOf } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { textField } from '../../app/document/form-schema.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { ChoiceField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { unitChoices } from './unit-tree.ts';

const schema = z.object({
  name: textField(200, true),
  notation: textField(30, false),
  parentId: z.union([z.literal(''), UnitId]),
  headId: z.union([z.literal(''), OfficialId]),
});
type Values = z.output<typeof schema>;
type Form = UseFormReturn<z.input<typeof schema>, unknown, Values>;

type Props = {
  readonly units: readonly UnitShown[];
  /** The unit that is changed; a new one where there is none. */
  readonly edited: UnitShown | undefined;
  readonly onClose: () => void;
};

/** A new unit, or another name, place or head for one that there is: each change a command of its own. */
export function UnitDialog(props: Props) {
  const officials = useQuery(read('office.listOfficials', {})).data;
  return officials ? <UnitForm {...props} officials={officials} /> : null;
}

type FormProps = Props & { readonly officials: Output<'office.listOfficials'> };
function UnitForm({ units, edited, officials, onClose }: FormProps) {
  const { save, isBusy, error } = useSaveUnit(edited);
  const form: Form = useForm({
    resolver: zodResolver(schema),
    defaultValues: {
      name: edited?.unit.name ?? '',
      notation: edited?.unit.notation ?? '',
      parentId: edited?.unit.parentId ?? '',
      headId: edited?.head?.officialId ?? '',
    },
  });
  const act = form.handleSubmit(async (values) => {
    await save(values);
    announce(say(edited ? 'unit.done.saved' : 'unit.done.founded', { name: values.name }));
    onClose();
  });
  return (
    <Modal
      title={say(edited ? 'unit.edit.title' : 'unit.found')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say(edited ? 'unit.save' : 'unit.found'),
        icon: <Save20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy,
      }}
    >
      <UnitFields form={form} units={units} edited={edited} officials={officials} />
      {error !== null && <Problem error={error} />}
    </Modal>
  );
}

type FieldsProps = Omit<FormProps, 'onClose'> & { readonly form: Form };
function UnitFields({ form, units, edited, officials }: FieldsProps) {
  const { errors } = form.formState;
  return (
    <>
      <TextField
        label={say('unit.field.name')}
        field={form.register('name')}
        error={errors.name?.message}
        maxLength={200}
        isRequired
      />
      <div className={dialogs['beside']}>
        <TextField
          label={say('unit.field.notation')}
          field={form.register('notation')}
          error={errors.notation?.message}
          maxLength={30}
          hint={say('unit.field.notation.hint')}
        />
        <ChoiceField
          label={say('unit.field.parent')}
          field={form.register('parentId') as never}
          error={errors.parentId?.message}
          choices={unitChoices(
            units.filter(({ unitId }) => unitId !== edited?.unitId),
            say('unit.under-agency'),
          )}
        />
      </div>
      {edited && (
        <ChoiceField
          label={say('unit.field.head')}
          field={form.register('headId') as never}
          error={errors.headId?.message}
          hint={say('unit.field.head.hint')}
          choices={headChoices(officials, edited)}
        />
      )}
    </>
  );
}

/** Who may head the unit: its members, and who heads it now. */
const headChoices = (officials: FormProps['officials'], { unitId, head }: UnitShown) => [
  { value: '', label: say('unit.no-head') },
  ...officials
    .filter(
      ({ officialId, official }) => unitsOf(official).includes(unitId) || officialId === head?.officialId,
    )
    .map(({ officialId, official: { fullName, position } }) => ({
      value: officialId as string,
      label: say('authority.person', { name: fullName, position }),
    })),
];

/** Gives the commands that what was typed amounts to; the first refusal ends it. */
function useSaveUnit(edited: UnitShown | undefined) {
  const agencyId = useProfile()?.agencyId;
  const found = useCommand('office.foundUnit');
  const rename = useCommand('office.renameUnit');
  const move = useCommand('office.moveUnit');
  const head = useCommand('office.appointHead');
  const all = [found, rename, move, head];
  const save = async ({ name, notation, parentId, headId }: Values): Promise<void> => {
    const parent = parentId === '' ? {} : { parentId };
    if (!edited) {
      if (agencyId === undefined) return;
      const unitId = UnitId.parse(crypto.randomUUID());
      await found.mutateAsync({ unitId, unit: { v: 1, agencyId, name, notation, ...parent } });
      return;
    }
    const { unitId, unit } = edited;
    if (name !== unit.name || notation !== unit.notation)
      await rename.mutateAsync({ unitId, name, notation });
    if (parentId !== (unit.parentId ?? '')) await move.mutateAsync({ unitId, ...parent });
    if (headId !== (edited.head?.officialId ?? ''))
      await head.mutateAsync({ unitId, ...(headId !== '' && { headId }) });
  };
  return {
    save,
    isBusy: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null,
  };
}
