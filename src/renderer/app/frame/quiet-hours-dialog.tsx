import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import type { QuietHours } from '../../../shared/domain/notice/quiet-hours.ts';
import { say } from '../../../shared/words/vi.ts';
import { Modal } from '../../ui/modal.tsx';
import { announce } from '../announce.ts';
import { Problem } from '../problem.tsx';
import { useCommand } from '../read.ts';
import styles from './notices.module.css';

/** When the official wants to hear of nothing but what is urgent. */
export function QuietHoursDialog({
  hours,
  onClose,
}: {
  readonly hours: QuietHours;
  readonly onClose: () => void;
}) {
  const [wanted, setWanted] = useState(hours);
  const set = useCommand('notice.setQuietHours');
  const time = (which: 'from' | 'to') => (
    <label className={styles['time']}>
      {say(`notice.hours.${which}`)}
      <input
        type="time"
        value={wanted[which]}
        disabled={!wanted.isOn}
        onChange={({ target }) => target.value !== '' && setWanted({ ...wanted, [which]: target.value })}
      />
    </label>
  );
  return (
    <Modal
      title={say('notice.hours')}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('notice.hours.save'),
        isBusy: set.isPending,
        act: () =>
          set.mutate(wanted, {
            onSuccess: () => {
              announce(say('notice.hours.done'));
              onClose();
            },
          }),
      }}
    >
      <Checkbox
        checked={wanted.isOn}
        label={say('notice.hours.isOn')}
        onChange={(_event, { checked }) => setWanted({ ...wanted, isOn: checked === true })}
      />
      <p className={styles['times']}>
        {time('from')}
        {time('to')}
      </p>
      <p className={styles['detail']}>{say('notice.hours.why')}</p>
      {set.error && <Problem error={set.error} />}
    </Modal>
  );
}
