import { Checkbox } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { read } from '../../app/read.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './dispatch.module.css';
import { FindElsewhere } from './find-elsewhere.tsx';
import type { RecipientChoice } from './use-recipients.ts';

const SHOWN_MAX = 200;
const ROW_HEIGHT = 36;

/** Agencies that a dispatch can reach; the search is folded, so marks need not be typed. */
export function AgencySearch({ choice }: { readonly choice: RecipientChoice }) {
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim()).slice(0, 200);
  const agencies = useQuery({
    ...read('office.listAgencies', { text, limit: SHOWN_MAX }),
    placeholderData: keepPreviousData,
  });
  const shown = agencies.data?.filter(({ agencyId }) => !choice.isTaken(agencyId)) ?? [];
  const chooseOnly = (event: KeyboardEvent) => {
    // Enter chooses the only hit instead of sending the document away.
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const [only, second] = shown;
    if (only && !second) choice.toggle(only);
  };
  return (
    <section className={styles['section']} aria-label={say('dispatch.agencies.section')}>
      <input
        type="search"
        aria-label={say('dispatch.find')}
        placeholder={say('dispatch.find')}
        maxLength={200}
        defaultValue=""
        autoComplete="off"
        spellCheck={false}
        className={styles['find']}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={chooseOnly}
      />
      <VirtualList
        label={say('dispatch.agencies')}
        items={shown}
        keyOf={({ agencyId }) => agencyId}
        rowHeight={ROW_HEIGHT}
        className={styles['agencies']}
        empty={
          agencies.isSuccess ? <p className={styles['nobody']}>{say('dispatch.nobody', { text })}</p> : null
        }
        render={(agency) => (
          <div className={styles['agency']}>
            <Checkbox
              label={{ children: agency.name, className: styles['oneLine'] }}
              title={agency.name}
              checked={choice.chosen.has(agency.agencyId)}
              onChange={() => choice.toggle(agency)}
            />
            <span className={styles['code']}>{agency.code}</span>
          </div>
        )}
      />
      {text.length >= 2 && <FindElsewhere text={text} />}
      {agencies.error && <Problem error={agencies.error} />}
    </section>
  );
}
