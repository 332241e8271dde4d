import { Circle20Regular, QuestionCircle20Regular } from '@fluentui/react-icons';
import type { Output } from '../../../shared/contract/contract.ts';
import { say } from '../../../shared/words/vi.ts';
import settings from '../../app/settings/settings.module.css';
import styles from './trust.module.css';

/** Roots that an office will need, by name only: nothing is trusted by standing here. */
export const ExpectedRoots = ({ roots }: { readonly roots: Output<'trust.list'>['expected'] }) => (
  <section className={styles['expected']} aria-label={say('trust.expected')}>
    <h2>{say('trust.expected')}</h2>
    <p className={settings['quiet']}>{say('trust.expected.why')}</p>
    <ul>
      {roots.map(({ name, owner, use, hasNamesake }) => (
        <li key={name}>
          <span className={styles['icon']} aria-hidden="true">
            {hasNamesake ? <QuestionCircle20Regular /> : <Circle20Regular />}
          </span>
          <span className={styles['expectedName']}>
            <strong>{name}</strong>
            <span className={settings['quiet']}>{`${owner}. ${use}`}</span>
          </span>
          <span className={settings['quiet']}>
            {say(hasNamesake ? 'trust.expected.namesake' : 'trust.expected.missing')}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
