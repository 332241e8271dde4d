import { Button } from '@fluentui/react-components';
import type { DocumentGroup } from '../../../shared/contract/report.ts';
import {
  countOf,
  type DocumentStanding,
  documentStandings,
  doneShare,
} from '../../../shared/domain/report/document-figures.ts';
import { numberText } from '../../../shared/sheet/cell-text.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayCount } from '../../app/say-count.ts';
import settings from '../../app/settings/settings.module.css';
import styles from './report.module.css';

type Asked = {
  readonly key: string | undefined;
  readonly name: string;
  readonly standing: DocumentStanding | undefined;
};
type Props = {
  readonly groups: readonly DocumentGroup[];
  readonly whole: DocumentGroup['counts'];
  readonly onCount: (asked: Asked) => void;
};

/** A row for each group and one for the whole; every number opens its documents. */
export function CountTable({ groups, whole, onCount }: Props) {
  const row = (name: string, key: string | undefined, counts: DocumentGroup['counts']) => {
    const share = doneShare(counts);
    return (
      <tr key={key ?? ''} className={key === undefined ? styles['whole'] : undefined}>
        <th scope="row">{name}</th>
        {[undefined, ...documentStandings].map((standing) => (
          <td key={standing ?? 'total'} className={styles['number']}>
            <Count {...{ name, counts, standing }} onClick={() => onCount({ key, name, standing })} />
          </td>
        ))}
        <td className={styles['number']}>{share === undefined ? '–' : `${numberText(share / 10)} %`}</td>
      </tr>
    );
  };
  return (
    <div className={styles['scroll']}>
      <table className={`${settings['table']} ${styles['table']}`}>
        <thead>
          <tr>
            <th scope="col">{say('documents.sheet.content')}</th>
            {[
              say('documents.total'),
              ...documentStandings.map((each) => say(`documents.standing.${each}`)),
              say('documents.share'),
            ].map((title) => (
              <th key={title} scope="col" className={styles['number']}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ key, name, counts }) => row(name, key, counts))}
          {row(say('documents.whole'), undefined, whole)}
        </tbody>
      </table>
    </div>
  );
}

type CountProps = Pick<Asked, 'name' | 'standing'> & {
  readonly counts: DocumentGroup['counts'];
  readonly onClick: () => void;
};

function Count({ name, counts, standing, onClick }: CountProps) {
  const count = standing ? counts[standing] : countOf(counts);
  if (count === 0) return <>0</>;
  const what = say(standing ? `documents.standing.${standing}` : 'documents.total');
  return (
    <Button
      size="small"
      appearance="transparent"
      className={standing === 'late' ? styles['lateCount'] : styles['count']}
      aria-label={say('documents.cell', { standing: what, count, group: name })}
      onClick={onClick}
    >
      {sayCount(count)}
    </Button>
  );
}
