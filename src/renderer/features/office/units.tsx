import { Button } from '@fluentui/react-components';
import { Add20Regular, Delete20Regular, Organization24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitShown } from '../../../shared/contract/office-chart.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { read, useCommand } from '../../app/read.ts';
import { ConfirmDialog } from '../../app/settings/confirm-dialog.tsx';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import office from './office.module.css';
import { UnitDialog } from './unit-dialog.tsx';
import { treeOf, type UnitRow } from './unit-tree.ts';

type Doing = { readonly edit?: UnitShown; readonly close?: UnitShown; readonly isNew?: true };

/** The agency's units as a tree, with who heads each and how many are in it. */
export function Units() {
  const list = useQuery(read('office.listChart', {}));
  const [doing, setDoing] = useState<Doing>({});
  const mayChange = list.data !== undefined && list.data.whyNot === undefined;
  const done = () => setDoing({});
  return (
    <>
      <ListSection
        title={say('unit.title')}
        answer={list}
        rowsOf={({ units }) => treeOf(units)}
        whyNot={list.data?.whyNot}
        act={
          <Button icon={<Add20Regular />} onClick={() => setDoing({ isNew: true })}>
            {say('unit.found')}
          </Button>
        }
        empty={{ icon: <Organization24Regular />, title: say('unit.empty'), why: say('unit.empty.why') }}
      >
        {(rows) => <UnitTable rows={rows} onDo={mayChange ? setDoing : undefined} />}
      </ListSection>
      {(doing.isNew || doing.edit) && list.data && (
        <UnitDialog units={list.data.units} edited={doing.edit} onClose={done} />
      )}
      {doing.close && <CloseDialog shown={doing.close} onClose={done} />}
    </>
  );
}

type TableProps = {
  readonly rows: readonly UnitRow[];
  /** For whoever may change units. */
  readonly onDo: ((doing: Doing) => void) | undefined;
};
const UnitTable = ({ rows, onDo }: TableProps) => (
  <table className={styles['table']} aria-label={say('unit.title')}>
    <thead>
      <tr>
        <th scope="col">{say('unit.column.name')}</th>
        <th scope="col">{say('unit.column.notation')}</th>
        <th scope="col">{say('unit.column.head')}</th>
        <th scope="col" className={office['number']}>
          {say('unit.column.members')}
        </th>
        {onDo && <th scope="col">{say('unit.column.acts')}</th>}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <Row key={row.shown.unitId} row={row} onDo={onDo} />
      ))}
    </tbody>
  </table>
);

function Row({ row: { shown, level }, onDo }: { readonly row: UnitRow; readonly onDo: TableProps['onDo'] }) {
  const { unit, head, memberCount } = shown;
  const isClosed = unit.closedOn !== undefined;
  return (
    <tr>
      <th scope="row">
        <div className={office[`level${String(Math.min(level, 3))}`]}>
          <span className={isClosed ? styles['quiet'] : styles['name']}>{unit.name}</span>
          {unit.closedOn && (
            <span className={styles['when']}>
              {say('unit.closed', { day: formatDay(unit.closedOn) })}
              {memberCount > 0 && `, ${say('unit.left-over', { count: memberCount })}`}
            </span>
          )}
        </div>
      </th>
      <td>{unit.notation}</td>
      <td>
        {head ? (
          <>
            {head.fullName}
            <span className={styles['when']}>{head.position}</span>
          </>
        ) : (
          !isClosed && <span className={styles['quiet']}>{say('unit.no-head')}</span>
        )}
      </td>
      <td className={office['number']}>{memberCount}</td>
      {onDo && (
        <td>
          {!isClosed && (
            <div className={office['rowActs']}>
              <Button
                size="small"
                aria-label={say('unit.edit.of', { name: unit.name })}
                onClick={() => onDo({ edit: shown })}
              >
                {say('unit.edit')}
              </Button>
              <Button
                size="small"
                aria-label={say('unit.close.of', { name: unit.name })}
                onClick={() => onDo({ close: shown })}
              >
                {say('unit.close')}
              </Button>
            </div>
          )}
        </td>
      )}
    </tr>
  );
}

function CloseDialog({ shown, onClose }: { readonly shown: UnitShown; readonly onClose: () => void }) {
  const close = useCommand('office.closeUnit');
  const { unitId, unit, memberCount } = shown;
  const people = memberCount > 0 ? say('unit.close.people', { count: memberCount }) : '';
  return (
    <ConfirmDialog
      title={say('unit.close.title')}
      effect={say('unit.close.effect', { name: unit.name, people }).trim()}
      actLabel={say('unit.close')}
      keepLabel={say('unit.keep')}
      icon={<Delete20Regular />}
      act={() =>
        close.mutate(
          { unitId },
          {
            onSuccess: () => {
              announce(say('unit.done.closed', { name: unit.name }));
              onClose();
            },
          },
        )
      }
      isBusy={close.isPending}
      error={close.error}
      onClose={onClose}
    />
  );
}
