import { Checkbox } from '@fluentui/react-components';
import { Save20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import type { Output } from '../../../shared/contract/contract.ts';
import type { UnitShown } from '../../../shared/contract/office-chart.ts';
import { OfficialId } from '../../../shared/domain/core/values.ts';
import { type Official, type Role, SigningCapacity } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { ChoiceField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import office from './office.module.css';
import { PostFields } from './post-fields.tsx';
import { givenRoles, type StaffForm, staffSchema } from './staff-form.ts';
import { unitChoices } from './unit-tree.ts';

type Props = {
  readonly edited: Output<'office.listOfficials'>[number] | undefined;
  readonly units: readonly UnitShown[];
  readonly onClose: () => void;
};

/** Who he is, where he sits, what else he is there, and what he may do. */
export function OfficialDialog({ edited, units, onClose }: Props) {
  const known = edited?.official;
  const agencyId = useProfile()?.agencyId;
  const appoint = useCommand('office.appoint');
  const form: StaffForm = useForm({
    resolver: zodResolver(staffSchema),
    defaultValues: {
      fullName: known?.fullName ?? '',
      position: known?.position ?? '',
      unitId: known?.unitId ?? '',
      roles: known?.roles ?? ['specialist'],
      signingCapacity: known?.signingCapacity ?? '',
      posts: known?.posts ?? [],
    },
  });
  const act = form.handleSubmit(async ({ unitId, signingCapacity, ...given }) => {
    if (agencyId === undefined) return;
    const { certificateSha256 } = known ?? {};
    const official: Official = {
      ...{ v: 1, agencyId, ...given },
      ...(unitId !== '' && { unitId }),
      ...(signingCapacity !== '' && { signingCapacity }),
      ...(certificateSha256 && { certificateSha256 }),
    };
    const officialId = edited?.officialId ?? OfficialId.parse(crypto.randomUUID());
    await appoint.mutateAsync({ officialId, official });
    announce(say(edited ? 'staff.done.saved' : 'staff.done.added', { name: given.fullName }));
    onClose();
  });
  return (
    <Modal
      title={say(edited ? 'staff.edit.title' : 'staff.add')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say(edited ? 'staff.save' : 'staff.add'),
        icon: <Save20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy: appoint.isPending,
      }}
    >
      <Fields form={form} units={units} />
      <Notice tone="info">{say(edited ? 'staff.warn' : 'staff.new.why')}</Notice>
      {appoint.error && <Problem error={appoint.error} />}
    </Modal>
  );
}

type FieldProps = { readonly form: StaffForm; readonly units: readonly UnitShown[] };
function Fields({ form, units }: FieldProps) {
  const { errors } = form.formState;
  return (
    <>
      <div className={dialogs['beside']}>
        {(['fullName', 'position'] as const).map((name) => (
          <TextField
            key={name}
            label={say(`staff.field.${name}`)}
            field={form.register(name)}
            error={errors[name]?.message}
            maxLength={name === 'fullName' ? 50 : 100}
            isRequired
          />
        ))}
      </div>
      <div className={dialogs['beside']}>
        <ChoiceField
          label={say('staff.field.unit')}
          field={form.register('unitId') as never}
          choices={unitChoices(units, say('staff.no-unit'))}
        />
        <ChoiceField
          label={say('staff.field.capacity')}
          field={form.register('signingCapacity') as never}
          hint={say('staff.field.capacity.hint')}
          choices={SigningCapacity.options.map((value) => ({
            value,
            label: value || say('staff.capacity.none'),
          }))}
        />
      </div>
      <RoleChecks form={form} />
      {units.length > 0 && <PostFields form={form} units={units} />}
    </>
  );
}

function RoleChecks({ form }: { readonly form: StaffForm }) {
  const chosen = useWatch({ control: form.control, name: 'roles' });
  const message = form.formState.errors.roles?.message;
  const toggle = (role: Role) =>
    form.setValue(
      'roles',
      chosen.includes(role) ? chosen.filter((each) => each !== role) : [...chosen, role],
      {
        shouldValidate: form.formState.isSubmitted,
      },
    );
  return (
    <fieldset className={dialogs['who']}>
      <legend className={dialogs['label']}>{say('staff.field.roles')} *</legend>
      <div className={office['roles']}>
        {givenRoles.map((role) => (
          <Checkbox
            key={role}
            label={say(`role.${role}`)}
            checked={chosen.includes(role)}
            onChange={() => toggle(role)}
          />
        ))}
      </div>
      {message && <Notice tone="wrong">{message}</Notice>}
    </fieldset>
  );
}
