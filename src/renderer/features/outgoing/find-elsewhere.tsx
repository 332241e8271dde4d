import { Button } from '@fluentui/react-components';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import styles from './dispatch.module.css';

/** Asks the server for agencies on other servers; what it finds is then in the list like any other. */
export function FindElsewhere({ text }: { readonly text: string }) {
  const find = useCommand('office.findElsewhere');
  const isAnswered = find.variables?.text === text;
  const count = isAnswered ? find.data?.count : undefined;
  return (
    <>
      <div className={styles['elsewhere']}>
        <Button size="small" disabledFocusable={find.isPending} onClick={() => find.mutate({ text })}>
          {say('dispatch.elsewhere')}
        </Button>
        <span role="status">
          {count === 0 && say('dispatch.elsewhere.nobody', { text })}
          {count !== undefined && count > 0 && say('dispatch.elsewhere.found', { count })}
        </span>
      </div>
      {isAnswered && find.error && <Problem error={find.error} />}
    </>
  );
}
