import { Button } from '@fluentui/react-components';
import { Laptop24Regular, LaptopDismiss20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceShown } from '../../../shared/contract/device.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { sayMoment } from '../../app/clock.ts';
import { useProfile, useToday } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { ConfirmDialog } from '../../app/settings/confirm-dialog.tsx';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { StateCell } from '../../app/settings/state-cell.tsx';

const nameOf = ({ name }: DeviceShown): string => name || say('device.unnamed');

/** The machines of the official, or of everybody where he administers: since when, when they last spoke, and ending one. */
export function Devices() {
  const isAdministrator = useProfile()?.official.roles.includes('administrator') === true;
  const list = useQuery({ ...read('device.list', {}), refetchOnMount: 'always' });
  const [ending, setEnding] = useState<DeviceShown | undefined>(undefined);
  const title = say(isAdministrator ? 'device.title.agency' : 'device.title');
  return (
    <>
      <ListSection
        title={title}
        answer={list}
        rowsOf={(devices) => devices}
        empty={{ icon: <Laptop24Regular />, title: say('device.empty'), why: say('device.empty.why') }}
      >
        {(devices) => (
          <table className={styles['table']} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{say('device.column.name')}</th>
                {isAdministrator && <th scope="col">{say('device.column.official')}</th>}
                <th scope="col">{say('device.column.enrolled')}</th>
                <th scope="col">{say('device.column.seen')}</th>
                <th scope="col">{say('device.column.state')}</th>
              </tr>
            </thead>
            <tbody>
              {devices.map((device) => (
                <DeviceRow
                  key={device.deviceId}
                  device={device}
                  hasOfficial={isAdministrator}
                  onEnd={setEnding}
                />
              ))}
            </tbody>
          </table>
        )}
      </ListSection>
      {ending && <EndDialog device={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

type RowProps = {
  readonly device: DeviceShown;
  readonly hasOfficial: boolean;
  readonly onEnd: (device: DeviceShown) => void;
};
function DeviceRow({ device, hasOfficial, onEnd }: RowProps) {
  const today = useToday();
  const { official, enrolledAt, enrolledBy, seenAt, revokedAt, isThis } = device;
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>{nameOf(device)}</span>
        {isThis && <span className={styles['when']}>{say('device.this')}</span>}
      </th>
      {hasOfficial && (
        <td>
          {official?.fullName ?? say('common.unknownPerson')}
          <span className={styles['when']}>{official?.position}</span>
        </td>
      )}
      <td>
        {sayMoment(enrolledAt, today)}
        <span className={styles['when']}>{say(`device.by.${enrolledBy}`)}</span>
      </td>
      <td>{seenAt ? sayMoment(seenAt, today) : say('device.never')}</td>
      <td>
        <StateCell
          when={revokedAt ? 'over' : 'now'}
          label={
            revokedAt ? say('device.ended', { when: sayMoment(revokedAt, today) }) : say('device.working')
          }
        >
          {!revokedAt && (
            <Button
              size="small"
              aria-label={say('device.end.of', { name: nameOf(device) })}
              onClick={() => onEnd(device)}
            >
              {say('device.end')}
            </Button>
          )}
        </StateCell>
      </td>
    </tr>
  );
}

function EndDialog({ device, onClose }: { readonly device: DeviceShown; readonly onClose: () => void }) {
  const end = useCommand('device.end');
  const name = nameOf(device);
  return (
    <ConfirmDialog
      title={say('device.end.title', { name })}
      effect={say(device.isThis ? 'device.end.this' : 'device.end.effect')}
      actLabel={say('device.end.do', { name })}
      keepLabel={say('common.cancel')}
      icon={<LaptopDismiss20Regular />}
      isBusy={end.isPending}
      error={end.error}
      onClose={onClose}
      act={() =>
        end.mutate(
          { deviceId: device.deviceId },
          {
            onSuccess: () => {
              announce(say('device.end.done', { name }));
              onClose();
            },
          },
        )
      }
    />
  );
}
