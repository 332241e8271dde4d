import { Button } from '@fluentui/react-components';
import { CheckmarkStarburst24Regular, DocumentPdf20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IncidentShown } from '../../../shared/contract/register.ts';
import { formatDay, formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayCode, sayWhyNot } from '../../app/fault.ts';
import { read } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { StateCell } from '../../app/settings/state-cell.tsx';
import { KeepDialog, SealedDialog, VoidDialog } from './incident-dialogs.tsx';

type IncidentAct = 'keep' | 'void' | 'file';
type OnAct = (act: IncidentAct, shown: IncidentShown) => void;

/** Sự cố số: numbers that stand on a paper and that the book does not know, with what may be done. */
export function Incidents() {
  const list = useQuery({ ...read('office.listIncidents', {}), refetchOnMount: 'always' });
  const [open, setOpen] = useState<{ readonly act: IncidentAct; readonly shown: IncidentShown } | undefined>(
    undefined,
  );
  const onClose = () => setOpen(undefined);
  return (
    <>
      <ListSection
        title={say('incident.title')}
        answer={list}
        rowsOf={(incidents) => incidents}
        empty={{
          icon: <CheckmarkStarburst24Regular />,
          title: say('incident.empty'),
          why: say('incident.empty.why'),
        }}
      >
        {(incidents) => (
          <IncidentTable incidents={incidents} onAct={(act, shown) => setOpen({ act, shown })} />
        )}
      </ListSection>
      {open?.act === 'keep' && <KeepDialog shown={open.shown} onClose={onClose} />}
      {open?.act === 'void' && <VoidDialog shown={open.shown} onClose={onClose} />}
      {open?.act === 'file' && <SealedDialog shown={open.shown} onClose={onClose} />}
    </>
  );
}

type TableProps = { readonly incidents: readonly IncidentShown[]; readonly onAct: OnAct };
const IncidentTable = ({ incidents, onAct }: TableProps) => (
  <table className={styles['table']} aria-label={say('incident.title')}>
    <thead>
      <tr>
        <th scope="col">{say('incident.column.number')}</th>
        <th scope="col">{say('incident.column.document')}</th>
        <th scope="col">{say('incident.column.why')}</th>
        <th scope="col">{say('incident.column.state')}</th>
      </tr>
    </thead>
    <tbody>
      {incidents.map((shown) => (
        <IncidentRow key={shown.incidentId} shown={shown} onAct={onAct} />
      ))}
    </tbody>
  </table>
);

function IncidentRow({ shown, onAct }: { readonly shown: IncidentShown; readonly onAct: OnAct }) {
  const { incident, reference, by, bookName, files } = shown;
  const { given, of, subject, doneAt, code } = incident;
  return (
    <tr>
      <th scope="row" className={styles['short']}>
        <span className={styles['name']}>{reference}</span>
        {say('incident.day', { day: formatDay(given.issuedOn) })}
        <span className={styles['when']}>{bookName}</span>
      </th>
      <td>
        {subject ?? say(of ? 'incident.contained' : 'incident.unknown')}
        <span className={styles['when']}>
          {say('incident.by', {
            name: by?.fullName ?? say('common.unknownPerson'),
            time: formatMoment(doneAt),
          })}
        </span>
        {files.length > 0 ? (
          <Button
            size="small"
            appearance="subtle"
            icon={<DocumentPdf20Regular />}
            aria-label={say('incident.file.of', { reference })}
            onClick={() => onAct('file', shown)}
          >
            {say('incident.file')}
          </Button>
        ) : (
          <span className={styles['when']}>{say('incident.noFile')}</span>
        )}
      </td>
      <td>{sayWhyNot(code)}</td>
      <td>
        <Settling shown={shown} onAct={onAct} />
      </td>
    </tr>
  );
}

function Settling({ shown, onAct }: { readonly shown: IncidentShown; readonly onAct: OnAct }) {
  const { incident, reference, isWaiting, keep, settledBy } = shown;
  const { settled } = incident;
  if (settled)
    return (
      <StateCell
        when={settled.how === 'kept' ? 'now' : 'over'}
        label={say(
          settled.how === 'kept'
            ? 'incident.kept'
            : settled.isEntry
              ? 'incident.void'
              : 'incident.void.other',
        )}
      >
        <span className={styles['quiet']}>
          {say('incident.settled', {
            name: settledBy?.fullName ?? say('common.unknownPerson'),
            day: formatDay(settled.on),
            reason: settled.reason,
          })}
        </span>
      </StateCell>
    );
  const act = (which: IncidentAct, label: string, said: string) => (
    <Button size="small" aria-label={said} onClick={() => onAct(which, shown)}>
      {label}
    </Button>
  );
  return (
    <StateCell when="to-come" label={say('incident.open')}>
      {isWaiting ? (
        <span className={styles['quiet']}>{say('books.waiting')}</span>
      ) : (
        <span className={styles['acts']}>
          {keep.isAllowed && act('keep', say('incident.keep'), say('incident.keep.of', { reference }))}
          {shown.void.isAllowed &&
            act('void', say('incident.voidNumber'), say('incident.voidNumber.of', { reference }))}
        </span>
      )}
      {!isWaiting && !keep.isAllowed && keep.reason !== undefined && (
        <span className={styles['quiet']}>
          {sayCode(keep.reason, { number: incident.given.number }).split('. ')[0]}.
        </span>
      )}
    </StateCell>
  );
}
