import { Button } from '@fluentui/react-components';
import { ArrowSync20Regular, CheckmarkCircle20Regular, Laptop24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { ContainmentPlaces, ContainmentShown } from '../../../shared/contract/secrecy.ts';
import type { Instant } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayLasting, sayMoment, useNow } from '../../app/clock.ts';
import { useToday } from '../../app/profile.ts';
import { ask } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import { SettingsSection } from '../../app/settings/settings-section.tsx';
import { StateCell } from '../../app/settings/state-cell.tsx';
import { Notice } from '../../ui/notice.tsx';
import { nameOf } from './containment-table.tsx';

type Device = ContainmentPlaces['devices'][number];

/** A device that was ended cannot confirm any more: its data goes when it is opened next. */
const isLeft = ({ isWiped, isRevoked }: Device): boolean => !isWiped && !isRevoked;

/** Where one document was: only the server knows, so it is asked, each time anew. */
export function Places({ shown }: { readonly shown: ContainmentShown }) {
  const { of, at } = shown.containment;
  const places = useQuery({
    queryKey: ['secrecy.findPlaces', { of }],
    queryFn: () => ask('secrecy.findPlaces', { of }),
    refetchOnMount: 'always',
  });
  const name = nameOf(shown);
  return (
    <>
      <ListSection
        title={say('places.title', { document: name })}
        answer={places}
        rowsOf={({ devices }) => [...devices].sort((a, b) => Number(isLeft(b)) - Number(isLeft(a)))}
        act={
          <Button
            icon={<ArrowSync20Regular />}
            disabledFocusable={places.isFetching}
            onClick={() => void places.refetch()}
          >
            {say('places.ask')}
          </Button>
        }
        note={places.data && <HowFar places={places.data} since={at} />}
        empty={{ icon: <Laptop24Regular />, title: say('places.empty'), why: say('places.empty.why') }}
      >
        {(devices) => <DeviceTable devices={devices} since={at} label={name} />}
      </ListSection>
      {places.data && places.data.recipients.length > 0 && <Recipients places={places.data} />}
    </>
  );
}

/** Whether it is gone everywhere, first of all; then what a person has to look at. */
function HowFar({ places, since }: { readonly places: ContainmentPlaces; readonly since: Instant }) {
  const now = useNow();
  const { devices, related, isScrubbed } = places;
  const left = devices.filter(isLeft).length;
  const age = sayLasting(since, now);
  return (
    <>
      {left > 0 && (
        <Notice tone="unsure" title={say('places.left', { left, count: devices.length, age })}>
          {say('places.left.what')}
        </Notice>
      )}
      {!isScrubbed && (
        <Notice tone="unsure" title={say('places.server')}>
          {say('places.server.what')}
        </Notice>
      )}
      {left === 0 && isScrubbed && devices.length > 0 && (
        <Notice tone="info" icon={<CheckmarkCircle20Regular />} title={say('places.done')}>
          {say('places.done.what', { count: devices.length })}
        </Notice>
      )}
      {related.length > 0 && (
        <p className={settings['lead']}>{say('places.related', { count: related.length })}</p>
      )}
    </>
  );
}

type TableProps = { readonly devices: readonly Device[]; readonly since: Instant; readonly label: string };
const DeviceTable = ({ devices, since, label }: TableProps) => (
  <table className={settings['table']} aria-label={say('places.title', { document: label })}>
    <thead>
      <tr>
        <th scope="col">{say('places.column.device')}</th>
        <th scope="col">{say('places.column.official')}</th>
        <th scope="col">{say('places.column.had')}</th>
        <th scope="col">{say('places.column.state')}</th>
      </tr>
    </thead>
    <tbody>
      {devices.map((device, index) => (
        <DeviceRow
          key={`${device.officialId} ${device.name} ${String(index)}`}
          device={device}
          since={since}
        />
      ))}
    </tbody>
  </table>
);

function DeviceRow({ device, since }: { readonly device: Device; readonly since: Instant }) {
  const { name, official, hasAcknowledged } = device;
  return (
    <tr>
      <th scope="row">
        <span className={settings['name']}>{name || say('device.unnamed')}</span>
      </th>
      <td>
        {official?.fullName ?? say('common.unknownPerson')}
        <span className={settings['when']}>{official?.position}</span>
      </td>
      <td>{say(hasAcknowledged ? 'places.had' : 'places.perhaps')}</td>
      <td>
        <Wiping device={device} since={since} />
      </td>
    </tr>
  );
}

function Wiping({
  device: { isWiped, isRevoked, seenAt },
  since,
}: {
  readonly device: Device;
  readonly since: Instant;
}) {
  const [now, today] = [useNow(), useToday()];
  if (isWiped) return <StateCell when="now" label={say('places.wiped')} />;
  const seen = seenAt ? say('places.seen', { when: sayMoment(seenAt, today) }) : say('places.never');
  const [when, label, more] = isRevoked
    ? (['over', say('places.revoked'), say('places.revoked.what')] as const)
    : (['to-come', say('places.waits', { age: sayLasting(since, now) }), seen] as const);
  return (
    <StateCell when={when} label={label}>
      <span className={settings['when']}>{more}</span>
    </StateCell>
  );
}

const Recipients = ({ places: { recipients } }: { readonly places: ContainmentPlaces }) => (
  <SettingsSection title={say('places.recipients')} act={null}>
    <table className={settings['table']} aria-label={say('places.recipients')}>
      <thead>
        <tr>
          <th scope="col">{say('places.column.agency')}</th>
          <th scope="col">{say('places.column.agency.state')}</th>
        </tr>
      </thead>
      <tbody>
        {recipients.map(({ agencyId, name, isContained }) => (
          <tr key={agencyId}>
            <th scope="row">{name}</th>
            <td>
              <StateCell
                when={isContained ? 'now' : 'to-come'}
                label={say(isContained ? 'places.recipient.contained' : 'places.recipient.waits')}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </SettingsSection>
);
