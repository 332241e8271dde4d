import { Button } from '@fluentui/react-components';
import { ArrowUndo20Regular, Ribbon20Regular, Ribbon24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandoverShown } from '../../../shared/contract/office.ts';
import { formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { read, useCommand } from '../../app/read.ts';
import { ConfirmDialog } from '../../app/settings/confirm-dialog.tsx';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { StateCell } from '../../app/settings/state-cell.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';

const nameOf = ({ official }: HandoverShown): string => official?.fullName ?? say('common.unknownPerson');

/** Bàn giao con dấu: in whose hands, how long, by which permission and minutes. */
export function Handovers() {
  const list = useQuery({ ...read('office.listHandovers', {}), refetchOnMount: 'always' });
  const [isAdding, setAdding] = useState(false);
  const [returning, setReturning] = useState<HandoverShown | undefined>(undefined);
  return (
    <>
      <ListSection
        title={say('handover.title')}
        answer={list}
        rowsOf={({ handovers }) => handovers}
        whyNot={list.data?.whyNot}
        act={
          <Button icon={<Ribbon20Regular />} onClick={() => setAdding(true)}>
            {say('handover.add')}
          </Button>
        }
        empty={{ icon: <Ribbon24Regular />, title: say('handover.empty'), why: say('handover.empty.why') }}
      >
        {(handovers, { whyNot }) => (
          <HandoverTable handovers={handovers} isClerk={whyNot === undefined} onReturn={setReturning} />
        )}
      </ListSection>
      {isAdding && <HandOverDialog onClose={() => setAdding(false)} />}
      {returning && <TakeBackDialog shown={returning} onClose={() => setReturning(undefined)} />}
    </>
  );
}

type TableProps = {
  readonly handovers: readonly HandoverShown[];
  readonly isClerk: boolean;
  readonly onReturn: (handover: HandoverShown) => void;
};
const HandoverTable = ({ handovers, ...given }: TableProps) => (
  <table className={styles['table']} aria-label={say('handover.title')}>
    <thead>
      <tr>
        <th scope="col">{say('handover.column.official')}</th>
        <th scope="col">{say('handover.column.time')}</th>
        <th scope="col">{say('handover.column.papers')}</th>
        <th scope="col">{say('authority.column.state')}</th>
      </tr>
    </thead>
    <tbody>
      {handovers.map((shown) => (
        <HandoverRow key={shown.handoverId} shown={shown} {...given} />
      ))}
    </tbody>
  </table>
);

type RowProps = Omit<TableProps, 'handovers'> & { readonly shown: HandoverShown };
function HandoverRow({ shown, isClerk, onReturn }: RowProps) {
  const { handover, official, by, state, isReturnable } = shown;
  const { from, to, permission, minutes, returnedAt } = handover;
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>{nameOf(shown)}</span>
        {official?.position}
      </th>
      <td>{say('handover.time', { from: formatMoment(from), to: formatMoment(to) })}</td>
      <td>
        {permission}
        <span className={styles['when']}>{minutes}</span>
        {by && <span className={styles['when']}>{say('handover.by', { name: by.fullName })}</span>}
      </td>
      <td>
        <StateCell
          when={state === 'running' ? 'now' : state === 'to-come' ? state : 'over'}
          label={say(`handover.state.${state}`)}
        >
          {returnedAt && (
            <span className={styles['quiet']}>
              {say('handover.returned', { time: formatMoment(returnedAt) })}
            </span>
          )}
          {isReturnable && (
            <Button
              size="small"
              {...(isClerk && { 'aria-label': say('handover.take-back.do', { name: nameOf(shown) }) })}
              onClick={() => onReturn(shown)}
            >
              {say(isClerk ? 'handover.take-back' : 'handover.give-back')}
            </Button>
          )}
        </StateCell>
      </td>
    </tr>
  );
}

function TakeBackDialog({ shown, onClose }: { readonly shown: HandoverShown; readonly onClose: () => void }) {
  const takeBack = useCommand('office.takeBackSeal');
  const name = nameOf(shown);
  return (
    <ConfirmDialog
      title={say('handover.take-back')}
      effect={say('handover.take-back.effect', { name })}
      actLabel={say('handover.take-back.do', { name })}
      keepLabel={say('delegation.keep')}
      icon={<ArrowUndo20Regular />}
      act={() =>
        takeBack.mutate(
          { handoverId: shown.handoverId },
          {
            onSuccess: () => {
              announce(say('handover.done.returned', { name }));
              onClose();
            },
          },
        )
      }
      isBusy={takeBack.isPending}
      error={takeBack.error}
      onClose={onClose}
    />
  );
}
