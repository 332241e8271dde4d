import { Button } from '@fluentui/react-components';
import { PeopleTeam24Regular, PersonAdd20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import type { UnitShown } from '../../../shared/contract/office-chart.ts';
import { say } from '../../../shared/words/vi.ts';
import { read } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import office from './office.module.css';
import { OfficialDialog } from './official-dialog.tsx';
import { unitName } from './unit-tree.ts';

type Row = Output<'office.listOfficials'>[number];

/** Who works here: position, unit, concurrent posts, roles. */
export function Staff() {
  const list = useQuery(read('office.listOfficials', {}));
  const chart = useQuery(read('office.listChart', {})).data;
  const [edited, setEdited] = useState<Row | 'new' | undefined>(undefined);
  const units = chart?.units ?? [];
  const onEdit = chart && chart.whyNot === undefined ? setEdited : undefined;
  return (
    <>
      <ListSection
        title={say('staff.title')}
        answer={list}
        rowsOf={(rows) => rows}
        whyNot={chart?.whyNot}
        act={
          <Button icon={<PersonAdd20Regular />} onClick={() => setEdited('new')}>
            {say('staff.add')}
          </Button>
        }
        empty={{ icon: <PeopleTeam24Regular />, title: say('staff.empty'), why: say('staff.empty.why') }}
      >
        {(rows) => (
          <table className={styles['table']} aria-label={say('staff.title')}>
            <thead>
              <tr>
                <th scope="col">{say('staff.column.name')}</th>
                <th scope="col">{say('staff.column.unit')}</th>
                <th scope="col">{say('staff.column.roles')}</th>
                {onEdit && <th scope="col">{say('staff.column.acts')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <StaffRow key={row.officialId} row={row} units={units} onEdit={onEdit} />
              ))}
            </tbody>
          </table>
        )}
      </ListSection>
      {edited && (
        <OfficialDialog
          edited={edited === 'new' ? undefined : edited}
          units={units}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

type RowProps = {
  readonly row: Row;
  readonly units: readonly UnitShown[];
  readonly onEdit: ((row: Row) => void) | undefined;
};
function StaffRow({ row, units, onEdit }: RowProps) {
  const { fullName, position, unitId, posts = [], roles, signingCapacity } = row.official;
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>{fullName}</span>
        {position}
      </th>
      <td>
        {unitId ? unitName(units, unitId) : <span className={styles['quiet']}>{say('staff.no-unit')}</span>}
        {posts.map((post) => (
          <span key={`${post.unitId}${post.position}`} className={styles['when']}>
            {say('chart.post', { position: post.position, unit: unitName(units, post.unitId) })}
          </span>
        ))}
      </td>
      <td>
        <div className={office['lines']}>
          {roles.map((role) => say(`role.${role}`)).join(', ')}
          {signingCapacity && (
            <span className={styles['when']}>{say('staff.signs', { capacity: signingCapacity })}</span>
          )}
        </div>
      </td>
      {onEdit && (
        <td>
          <Button
            size="small"
            aria-label={say('staff.edit.of', { name: fullName })}
            onClick={() => onEdit(row)}
          >
            {say('staff.edit')}
          </Button>
        </td>
      )}
    </tr>
  );
}
