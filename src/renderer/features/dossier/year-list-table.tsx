import { Button, Tooltip } from '@fluentui/react-components';
import { Edit20Regular } from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { EntryShown } from '../../../shared/contract/dossier.ts';
import { say } from '../../../shared/words/vi.ts';
import settings from '../../app/settings/settings.module.css';
import styles from './dossier.module.css';

type Props = {
  readonly entries: readonly EntryShown[];
  readonly onEdit: ((entry: EntryShown) => void) | undefined;
};

/** The lines of the year's list under their headings, each with the dossier that was opened by it. */
export function YearListTable({ entries, onEdit }: Props) {
  const span = onEdit ? 6 : 5;
  return (
    <table className={`${settings['table']} ${styles['yearList']}`} aria-label={say('dossier.yearList')}>
      <thead>
        <tr>
          <th scope="col">{say('yearList.column.notation')}</th>
          <th scope="col">{say('yearList.column.title')}</th>
          <th scope="col">{say('yearList.column.retention')}</th>
          <th scope="col">{say('yearList.column.owner')}</th>
          <th scope="col">{say('yearList.column.state')}</th>
          {onEdit && <th scope="col">{say('dossier.column.acts')}</th>}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <Fragment key={entry.entryId}>
            <Headings entry={entry} before={entries[index - 1]} span={span} />
            <Line entry={entry} onEdit={onEdit} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

type HeadingProps = {
  readonly entry: EntryShown;
  readonly before: EntryShown | undefined;
  readonly span: number;
};
function Headings({ entry: { fields }, before, span }: HeadingProps) {
  const isNew =
    before?.fields.headingOrder !== fields.headingOrder || before.fields.heading !== fields.heading;
  const { subheading = '' } = fields;
  const isNewSmall = subheading !== '' && (isNew || before?.fields.subheading !== subheading);
  return (
    <>
      {isNew && (
        <tr className={styles['heading']}>
          <th scope="rowgroup" colSpan={span}>
            {fields.heading}
          </th>
        </tr>
      )}
      {isNewSmall && (
        <tr className={styles['subheading']}>
          <th scope="rowgroup" colSpan={span}>
            {subheading}
          </th>
        </tr>
      )}
    </>
  );
}

function Line({ entry, onEdit }: { readonly entry: EntryShown; readonly onEdit: Props['onEdit'] }) {
  const { notation, fields, dossierId } = entry;
  return (
    <tr>
      <th scope="row" className={styles['day']}>
        {notation}
      </th>
      <td className={styles['entryTitle']}>
        {fields.title}
        {fields.note && <span className={styles['why']}>{fields.note}</span>}
      </td>
      <td className={styles['day']}>
        {fields.retention === 'permanent'
          ? say('dossier.form.permanent')
          : say('dossier.form.years', { years: fields.retention })}
      </td>
      <td>{fields.ownerName}</td>
      <td className={styles['day']}>
        {dossierId ? (
          <Link to="/dossiers" search={{ view: 'all', id: dossierId }}>
            {say('yearList.opened')}
          </Link>
        ) : (
          say('yearList.notOpened')
        )}
      </td>
      {onEdit && (
        <td>
          <Tooltip content={say('yearList.edit', { notation })} relationship="label">
            <Button size="small" appearance="subtle" icon={<Edit20Regular />} onClick={() => onEdit(entry)} />
          </Tooltip>
        </td>
      )}
    </tr>
  );
}
