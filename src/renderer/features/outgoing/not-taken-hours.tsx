import { Button } from '@fluentui/react-components';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { NotTakenHours as Hours } from '../../../shared/domain/exchange/sending-commands.ts';
import { say } from '../../../shared/words/vi.ts';
import dialogs from '../../app/document/dialogs.module.css';
import styles from '../../app/document/page.module.css';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';

type Props = { readonly profile: ProfileShown };

/** After how long a recipient is listed here; who may change it does so on the spot. */
export function NotTakenHours({ profile }: Props) {
  const [isOpen, setOpen] = useState(false);
  const mayChange = profile.official.roles.some((role) => role === 'clerk' || role === 'administrator');
  return (
    <div className={styles['chips']}>
      <span className={styles['total']}>
        {say('outgoing.notTaken.lead', { hours: profile.notTakenHours })}
      </span>
      {mayChange && (
        <Button size="small" appearance="subtle" onClick={() => setOpen(true)}>
          {say('outgoing.notTaken.change')}
        </Button>
      )}
      {isOpen && <HoursDialog profile={profile} onClose={() => setOpen(false)} />}
    </div>
  );
}

const schema = z.object({
  hours: z
    .string()
    .trim()
    .refine(
      (typed) => /^\d+$/.test(typed) && Hours.safeParse(Number(typed)).success,
      say('outgoing.notTaken.wrong'),
    ),
});

function HoursDialog({ profile, onClose }: Props & { readonly onClose: () => void }) {
  const set = useCommand('exchange.setNotTakenHours');
  const form = useForm({
    defaultValues: { hours: String(profile.notTakenHours) },
    resolver: zodResolver(schema),
  });
  const act = form.handleSubmit(({ hours }) =>
    set.mutate({ agencyId: profile.agencyId, hours: Number(hours) }, { onSuccess: onClose }),
  );
  return (
    <Modal
      title={say('outgoing.notTaken.title')}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{ label: say('outgoing.notTaken.change'), act: () => void act(), isBusy: set.isPending }}
    >
      <p className={dialogs['explain']}>{say('outgoing.notTaken.what')}</p>
      <TextField
        label={say('outgoing.notTaken.hours')}
        field={form.register('hours') as never}
        error={form.formState.errors.hours?.message}
        maxLength={3}
        isRequired
      />
      {set.error && <Problem error={set.error} />}
    </Modal>
  );
}
