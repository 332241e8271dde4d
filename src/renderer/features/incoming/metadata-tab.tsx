import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/page.module.css';
import { read } from '../../app/read.ts';

type Props = { readonly detail: IncomingDetail; readonly profile: ProfileShown };

/** Every field of an incoming document (NĐ 30/2020 annex VI part II, II), those that the system fills marked, and the dossiers that it stands in. */
export function MetadataTab({ detail: { row, document, assignments }, profile }: Props) {
  const of = { kind: 'incoming', id: row.documentId } as const;
  const dossiers = useQuery(read('dossier.ofDocument', { of })).data ?? [];
  const receivers = assignments.map(({ unitName, to }) => unitName ?? to?.fullName ?? '').filter(Boolean);
  const facts: readonly (readonly [label: string, value: string, isFilled?: true])[] = [
    [say('metadata.agency'), profile.agencyName, true],
    [say('metadata.year'), document.arrivedOn.slice(0, 4), true],
    [say('field.typeName'), document.typeName],
    [say('field.codeNumber'), document.codeNumber],
    [say('field.codeNotation'), document.codeNotation],
    [say('field.issuedOn'), document.issuedOn ? formatDay(document.issuedOn) : ''],
    [say('field.organName'), document.organName],
    [say('field.subject'), document.subject],
    [say('field.language'), document.language ?? ''],
    [say('field.pageCount'), document.pageCount === undefined ? '' : String(document.pageCount), true],
    [say('field.note'), document.note ?? ''],
    [say('metadata.arrivedOn'), formatDay(document.arrivedOn), true],
    [
      say('metadata.arrivalNumber'),
      document.arrivalNumber === undefined ? '' : String(document.arrivalNumber),
      true,
    ],
    [say('field.signerPosition'), document.signerPosition ?? ''],
    [say('field.signerName'), document.signerName ?? ''],
    [say('field.urgency'), say(`urgency.${document.urgency}`)],
    [say('metadata.receivers'), [...new Set(receivers)].join('; ')],
    [say('metadata.state'), say(`incoming.state.${document.state}`)],
    [say('field.dueOn'), document.dueOn ? formatDay(document.dueOn) : ''],
  ];
  return (
    <>
      <dl className={styles['record']}>
        {facts.map(([label, value, isFilled]) => (
          <div key={label}>
            <dt title={isFilled && say('metadata.filled')}>
              {label}
              {isFilled && <span aria-hidden="true"> ⚙</span>}
            </dt>
            <dd>{value === '' ? '–' : value}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles['sideTitle']}>{say('metadata.dossiers')}</h3>
      {dossiers.length === 0 && <p className={styles['entry']}>{say('metadata.dossiers.none')}</p>}
      <ul>
        {dossiers.map(({ dossierId, notation, title }) => (
          <li key={dossierId} className={styles['entry']}>
            <Link to="/dossiers" search={{ view: 'all', id: dossierId }}>
              {[notation, title].filter(Boolean).join(' · ')}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
