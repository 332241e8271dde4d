import { Button } from '@fluentui/react-components';
import { Delete16Regular, People16Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import styles from './dispatch.module.css';
import type { RecipientChoice } from './use-recipients.ts';

/** Nhóm nơi nhận: everybody of a group with one click; pressed again, none of them. */
export function RecipientGroups({ choice }: { readonly choice: RecipientChoice }) {
  const groups = useQuery(read('exchange.listGroups', {})).data ?? [];
  const remove = useCommand('exchange.removeGroup');
  if (groups.length === 0) return null;
  return (
    <section className={styles['section']} aria-label={say('dispatch.groups')}>
      <h3 className={styles['label']}>{say('dispatch.groups')}</h3>
      <ul className={styles['groups']}>
        {groups.map(({ groupId, name, agencies }) => {
          const free = agencies.filter(({ agencyId }) => !choice.isTaken(agencyId));
          const isAll = free.length > 0 && free.every(({ agencyId }) => choice.chosen.has(agencyId));
          const toggle = () => (isAll ? choice.drop(free.map(({ agencyId }) => agencyId)) : choice.add(free));
          return (
            <li key={groupId} className={styles['group']}>
              <Button
                size="small"
                icon={<People16Regular />}
                aria-pressed={isAll}
                className={isAll ? (styles['pressed'] ?? '') : ''}
                onClick={toggle}
              >
                {say('dispatch.group', { name, count: free.length })}
              </Button>
              <Button
                size="small"
                appearance="subtle"
                icon={<Delete16Regular />}
                aria-label={say('dispatch.group.remove', { name })}
                onClick={() => remove.mutate({ groupId })}
              />
            </li>
          );
        })}
      </ul>
      {remove.error && <Problem error={remove.error} />}
    </section>
  );
}
