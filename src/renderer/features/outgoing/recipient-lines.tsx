import { Button } from '@fluentui/react-components';
import { Add16Regular, CheckmarkCircle16Filled, QuestionCircle16Filled } from '@fluentui/react-icons';
import type { RecipientLine } from '../../../shared/contract/exchange.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from './dispatch.module.css';
import type { RecipientChoice } from './use-recipients.ts';

/** More than these are one click together, under the phrase that they came from. */
const OFFERED_MAX = 5;

type Props = { readonly choice: RecipientChoice };

/** The names on the paper, one by one: whom each means, or that it is not recognised and whom it may mean. */
export function RecipientLines({ choice }: Props) {
  if (choice.lines.length === 0) return null;
  return (
    <section className={styles['section']} aria-label={say('dispatch.onPaper')}>
      <h3 className={styles['label']}>{say('dispatch.onPaper')}</h3>
      <ul className={styles['lines']}>
        {choice.lines.map((line) => (
          <li key={line.text} className={styles['line']}>
            {line.how === 'unknown' ? (
              <Unknown line={line} choice={choice} />
            ) : (
              <Known line={line} choice={choice} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type LineProps = Props & { readonly line: RecipientLine };

function Known({ line: { text, how, agencies }, choice }: LineProps) {
  const missing = agencies.filter(
    ({ agencyId }) => !choice.chosen.has(agencyId) && !choice.isTaken(agencyId),
  );
  const [only] = agencies;
  const meant = how === 'agency' ? (only?.name ?? '') : say('dispatch.line.many', { count: agencies.length });
  return (
    <>
      <span className={styles['known']}>
        <CheckmarkCircle16Filled aria-hidden="true" />
      </span>
      <span className={styles['lineText']}>
        {text}
        {meant !== text && <span className={styles['meant']}> {meant}</span>}
      </span>
      {missing.length > 0 && (
        <Button size="small" icon={<Add16Regular />} onClick={() => choice.add(missing)}>
          {missing.length === 1
            ? say('dispatch.line.add')
            : say('dispatch.line.addMany', { count: missing.length })}
        </Button>
      )}
    </>
  );
}

function Unknown({ line: { text, candidates }, choice }: LineProps) {
  const offered = candidates.filter(({ agencyId }) => !choice.isTaken(agencyId));
  return (
    <>
      <span className={styles['unknown']}>
        <QuestionCircle16Filled aria-hidden="true" />
      </span>
      <span className={styles['lineText']}>
        {text} <strong className={styles['unsure']}>{say('dispatch.line.unknown')}</strong>
        <span className={styles['offers']}>
          {offered.length > OFFERED_MAX ? (
            <Button size="small" icon={<Add16Regular />} onClick={() => choice.add(offered)}>
              {say('dispatch.line.addMany', { count: offered.length })}
            </Button>
          ) : (
            offered.map((agency) => (
              <Button
                key={agency.agencyId}
                size="small"
                icon={<Add16Regular />}
                disabledFocusable={choice.chosen.has(agency.agencyId)}
                onClick={() => choice.add([agency])}
              >
                {agency.name}
              </Button>
            ))
          )}
        </span>
        {offered.length === 0 && <span className={styles['meant']}>{say('dispatch.line.find')}</span>}
      </span>
    </>
  );
}
