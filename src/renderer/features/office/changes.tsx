import { Button } from '@fluentui/react-components';
import { History24Regular, ShieldTask20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { EventShown } from '../../../shared/contract/office-chart.ts';
import { formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { StateCell } from '../../app/settings/state-cell.tsx';
import { Notice } from '../../ui/notice.tsx';
import office from './office.module.css';

/** What was changed of units, people and rights: what waits for a confirmation stands above the rest until it has one (annex VI part I, III.3.c). */
export function Changes() {
  const list = useQuery(read('office.listEvents', {}));
  const confirm = useCommand('office.confirmChange');
  const waiting = list.data?.waitingCount ?? 0;
  const onConfirm = ({ eventId, subject }: EventShown) =>
    confirm.mutate({ eventId }, { onSuccess: () => announce(say('change.done', { name: subject })) });
  return (
    <ListSection
      title={say('change.title')}
      answer={list}
      rowsOf={({ events }) => events}
      note={
        <>
          {waiting > 0 && <Notice tone="unsure">{say('change.waiting', { count: waiting })}</Notice>}
          {confirm.error && <Problem error={confirm.error} />}
        </>
      }
      empty={{ icon: <History24Regular />, title: say('change.empty'), why: say('change.empty.why') }}
    >
      {(events) => (
        <table className={styles['table']} aria-label={say('change.title')}>
          <thead>
            <tr>
              <th scope="col">{say('change.column.what')}</th>
              <th scope="col">{say('change.column.who')}</th>
              <th scope="col">{say('change.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {events.map((shown) => (
              <ChangeRow key={shown.eventId} shown={shown} onConfirm={onConfirm} />
            ))}
          </tbody>
        </table>
      )}
    </ListSection>
  );
}

function lineOf({ field, was, now }: EventShown['changed'][number]): string {
  const name = say(`change.field.${field}`);
  if (was === '') return say('change.value.new', { field: name, now });
  if (now === '') return say('change.value.gone', { field: name, was });
  return say('change.value', { field: name, was, now });
}

type RowProps = { readonly shown: EventShown; readonly onConfirm: (shown: EventShown) => void };
function ChangeRow({ shown, onConfirm }: RowProps) {
  const { event, subject, by, changed } = shown;
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>{say(`change.of.${event.of.kind}`, { name: subject })}</span>
        <span className={office['lines']}>
          {changed.map((each) => (
            <span key={each.field}>{lineOf(each)}</span>
          ))}
        </span>
      </th>
      <td>
        {by?.fullName}
        <span className={styles['when']}>{formatMoment(event.at)}</span>
      </td>
      <td>
        <State shown={shown} onConfirm={onConfirm} />
      </td>
    </tr>
  );
}

function State({ shown, onConfirm }: RowProps) {
  const { event, confirmedBy, isWaiting, whyNot, subject } = shown;
  if (!event.needsConfirming) return <StateCell when="over" label={say('change.state.plain')} />;
  if (!isWaiting)
    return (
      <StateCell when="now" label={say('change.state.confirmed')}>
        <span className={styles['quiet']}>
          {confirmedBy?.fullName}
          <span className={styles['when']}>{event.confirmed && formatMoment(event.confirmed.at)}</span>
        </span>
      </StateCell>
    );
  return (
    <StateCell when="to-come" label={say('change.state.waiting')}>
      {whyNot === undefined ? (
        <Button
          size="small"
          icon={<ShieldTask20Regular />}
          aria-label={say('change.confirm.of', { name: subject })}
          onClick={() => onConfirm(shown)}
        >
          {say('change.confirm')}
        </Button>
      ) : (
        <span className={styles['when']}>{sayWhyNot(whyNot)}</span>
      )}
    </StateCell>
  );
}
