import { Button } from '@fluentui/react-components';
import { PersonKey20Regular, PersonKey24Regular, PersonProhibited20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DelegationShown } from '../../../shared/contract/office.ts';
import { addDays, formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { useToday } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { ConfirmDialog } from '../../app/settings/confirm-dialog.tsx';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { StateCell } from '../../app/settings/state-cell.tsx';
import { DelegateDialog } from './delegate-dialog.tsx';

const nameOf = ({ official }: DelegationShown): string => official?.fullName ?? say('common.unknownPerson');

/** Giao quyền ký: who, in which form, which types, how long, by which paper. */
export function Delegations() {
  const list = useQuery(read('office.listDelegations', {}));
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<DelegationShown | undefined>(undefined);
  return (
    <>
      <ListSection
        title={say('delegation.title')}
        answer={list}
        rowsOf={({ delegations }) => delegations}
        whyNot={list.data?.whyNot}
        act={
          <Button appearance="primary" icon={<PersonKey20Regular />} onClick={() => setAdding(true)}>
            {say('delegation.add')}
          </Button>
        }
        empty={{
          icon: <PersonKey24Regular />,
          title: say('delegation.empty'),
          why: say('delegation.empty.why'),
        }}
      >
        {(delegations, { whyNot }) => (
          <DelegationTable delegations={delegations} onEnd={whyNot === undefined ? setEnding : undefined} />
        )}
      </ListSection>
      {isAdding && <DelegateDialog onClose={() => setAdding(false)} />}
      {ending && <EndDialog shown={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

type TableProps = {
  readonly delegations: readonly DelegationShown[];
  /** Only for whoever may. */
  readonly onEnd: ((delegation: DelegationShown) => void) | undefined;
};
const DelegationTable = ({ delegations, onEnd }: TableProps) => (
  <table className={styles['table']} aria-label={say('delegation.title')}>
    <thead>
      <tr>
        <th scope="col">{say('delegation.column.official')}</th>
        <th scope="col">{say('delegation.column.scope')}</th>
        <th scope="col">{say('delegation.column.days')}</th>
        <th scope="col">{say('delegation.column.basis')}</th>
        <th scope="col">{say('authority.column.state')}</th>
      </tr>
    </thead>
    <tbody>
      {delegations.map((shown) => (
        <DelegationRow key={shown.delegationId} shown={shown} onEnd={onEnd} />
      ))}
    </tbody>
  </table>
);

function DelegationRow({
  shown,
  onEnd,
}: {
  readonly shown: DelegationShown;
  readonly onEnd: TableProps['onEnd'];
}) {
  const today = useToday();
  const { delegation, official, by, state } = shown;
  const { form, typeNames, from, to, basis } = delegation;
  // Its last day has begun: it ends by itself tonight.
  const isEndable = onEnd && (state === 'to-come' || (state === 'in-force' && to !== today));
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>{nameOf(shown)}</span>
        {official?.position}
      </th>
      <td>
        {say(`delegation.form.${form}`)}
        <span className={styles['when']}>
          {typeNames.length === 0 ? say('delegation.every-type') : typeNames.join(', ')}
        </span>
      </td>
      <td>
        {to === undefined
          ? say('delegation.days.open', { from: formatDay(from) })
          : say('delegation.days', { from: formatDay(from), to: formatDay(to) })}
      </td>
      <td>
        {basis}
        {by && <span className={styles['when']}>{say('delegation.by', { name: by.fullName })}</span>}
      </td>
      <td>
        <StateCell
          when={state === 'in-force' ? 'now' : state === 'ended' ? 'over' : state}
          label={say(`delegation.state.${state}`)}
        >
          {isEndable && (
            <Button
              size="small"
              aria-label={say('delegation.end.do', { name: nameOf(shown) })}
              onClick={() => onEnd(shown)}
            >
              {say('delegation.end')}
            </Button>
          )}
        </StateCell>
      </td>
    </tr>
  );
}

function EndDialog({ shown, onClose }: { readonly shown: DelegationShown; readonly onClose: () => void }) {
  const today = useToday();
  const end = useCommand('office.endDelegation');
  const { delegationId, delegation, state } = shown;
  const name = nameOf(shown);
  const isToCome = state === 'to-come';
  const lastDay = isToCome ? addDays(delegation.from, -1) : today;
  const detail = { name, form: say(`delegation.form.${delegation.form}`), day: formatDay(lastDay) };
  return (
    <ConfirmDialog
      title={say('delegation.end.title')}
      effect={say(isToCome ? 'delegation.end.cancel' : 'delegation.end.effect', detail)}
      actLabel={say('delegation.end.do', { name })}
      keepLabel={say('delegation.keep')}
      icon={<PersonProhibited20Regular />}
      act={() =>
        end.mutate(
          { delegationId, lastDay },
          {
            onSuccess: () => {
              announce(say('delegation.done.ended', { name }));
              onClose();
            },
          },
        )
      }
      isBusy={end.isPending}
      error={end.error}
      onClose={onClose}
    />
  );
}
