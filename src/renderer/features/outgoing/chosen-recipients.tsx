import { Button, Checkbox } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useDeferredValue, useState } from 'react';
import type { AgencyShown } from '../../../shared/contract/exchange.ts';
import { fold } from '../../../shared/text/fold.ts';
import { say } from '../../../shared/words/vi.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './dispatch.module.css';
import { SaveGroup } from './save-group.tsx';
import type { RecipientChoice } from './use-recipients.ts';

const ROW_HEIGHT = 36;
/** From how many on a field to filter them is worth its place. */
const FILTERED_FROM = 8;

/** Everybody whom it will go to, with a paper copy or without. */
export function ChosenRecipients({ choice }: { readonly choice: RecipientChoice }) {
  const { chosen, drop } = choice;
  const [typed, setTyped] = useState('');
  const text = fold(useDeferredValue(typed.trim()));
  const all = [...chosen.values()];
  const shown = text === '' ? all : all.filter(({ name, code }) => fold(`${name} ${code}`).includes(text));
  return (
    <section className={styles['chosen']} aria-label={say('dispatch.to')}>
      <div className={styles['chosenHead']}>
        <h3 className={styles['label']} role="status">
          {say('dispatch.chosen', { count: chosen.size })}
        </h3>
        {chosen.size > 0 && (
          <Button
            size="small"
            appearance="subtle"
            onClick={() => drop(shown.map(({ agencyId }) => agencyId))}
          >
            {text === '' ? say('dispatch.dropAll') : say('dispatch.dropShown', { count: shown.length })}
          </Button>
        )}
      </div>
      {chosen.size >= FILTERED_FROM && (
        <input
          type="search"
          aria-label={say('dispatch.filter')}
          placeholder={say('dispatch.filter')}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className={styles['find']}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && event.preventDefault()}
        />
      )}
      <VirtualList
        label={say('dispatch.to')}
        items={shown}
        keyOf={({ agencyId }) => agencyId}
        rowHeight={ROW_HEIGHT}
        className={styles['chosenList']}
        empty={
          <p className={styles['nobody']}>{say(text === '' ? 'dispatch.empty' : 'dispatch.filtered')}</p>
        }
        render={(agency) => <ChosenRow agency={agency} choice={choice} />}
      />
      <SaveGroup choice={choice} />
    </section>
  );
}

function ChosenRow({ agency, choice }: { readonly agency: AgencyShown; readonly choice: RecipientChoice }) {
  const { agencyId, name } = agency;
  return (
    <div className={styles['agency']}>
      <span className={styles['oneLine']} title={name}>
        {name}
      </span>
      <Checkbox
        label={say('dispatch.paper')}
        aria-label={say('dispatch.paperTo', { name })}
        checked={choice.paperTo.has(agencyId)}
        onChange={() => choice.togglePaper(agencyId)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<Dismiss16Regular />}
        aria-label={`${say('common.remove')} ${name}`}
        onClick={() => choice.drop([agencyId])}
      />
    </div>
  );
}
