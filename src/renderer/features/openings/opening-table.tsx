import { Button, Tooltip } from '@fluentui/react-components';
import { Filter16Regular } from '@fluentui/react-icons';
import type { OpeningShown } from '../../../shared/contract/opening.ts';
import { formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import settings from '../../app/settings/settings.module.css';
import styles from './openings.module.css';

/** A desk tells every ten minutes; later than this it had no line. */
const LATE_MS = 30 * 60_000;

/** What the administrator may know of a document: its number, and its subject only where it is his to read anyway. */
export const nameOf = ({ of: { kind }, number }: OpeningShown): string =>
  number === undefined ? say(`openings.${kind}.unnumbered`) : say(`openings.${kind}`, { number });

type Props = {
  readonly openings: readonly OpeningShown[];
  /** Asks for one document's rows alone. */
  readonly onOne?: (opening: OpeningShown) => void;
};

export const OpeningTable = ({ openings, onOne }: Props) => (
  <table className={`${settings['table']} ${styles['table']}`} aria-label={say('openings.title')}>
    <thead>
      <tr>
        <th scope="col">{say('openings.column.time')}</th>
        <th scope="col">{say('openings.column.official')}</th>
        <th scope="col">{say('openings.column.document')}</th>
        <th scope="col">{say('openings.column.device')}</th>
      </tr>
    </thead>
    <tbody>
      {openings.map((opening) => (
        <Row key={opening.openingId} opening={opening} onOne={onOne} />
      ))}
    </tbody>
  </table>
);

type RowProps = {
  readonly opening: OpeningShown;
  readonly onOne: ((opening: OpeningShown) => void) | undefined;
};
function Row({ opening, onOne }: RowProps) {
  const { official, subject, isFile, openedAt, notedAt, deviceName } = opening;
  const name = nameOf(opening);
  const isLate = Date.parse(notedAt) - Date.parse(openedAt) > LATE_MS;
  return (
    <tr>
      <td className={styles['time']}>
        <span className={settings['short']}>{formatMoment(openedAt)}</span>
        {isLate && (
          <span className={settings['when']}>{say('openings.late', { time: formatMoment(notedAt) })}</span>
        )}
      </td>
      <th scope="row">
        <span className={settings['name']}>{official?.fullName ?? say('common.unknownPerson')}</span>
        {official?.position}
      </th>
      <td>
        <span className={styles['document']}>
          {name}
          {onOne && (
            <Tooltip content={say('openings.only-this')} relationship="inaccessible">
              <Button
                size="small"
                appearance="subtle"
                icon={<Filter16Regular />}
                aria-label={say('openings.only-this.of', { document: name })}
                onClick={() => onOne(opening)}
              />
            </Tooltip>
          )}
        </span>
        {subject !== undefined && <span className={settings['when']}>{subject}</span>}
        {isFile && <span className={settings['when']}>{say('openings.file')}</span>}
      </td>
      <td>{deviceName}</td>
    </tr>
  );
}
