import { Button, Checkbox } from '@fluentui/react-components';
import { Print20Regular } from '@fluentui/react-icons';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import { useToday } from '../profile.ts';
import styles from './secret-dialog.module.css';

export type Whose = { readonly fullName: string; readonly agencyName: string };
type Props = {
  readonly code: string;
  readonly whose: Whose;
  readonly isKept: boolean;
  readonly onKept: (isKept: boolean) => void;
  /** Going on was tried before the code was kept. */
  readonly isMissed: boolean;
};

/** The recovery code, to be taken to paper: it is shown once and kept nowhere. */
export function RecoverySheet({ code, whose, isKept, onKept, isMissed }: Props) {
  const today = useToday();
  return (
    <>
      <p className={styles['lead']}>{say('lock.sheet.lead')}</p>
      <div className={styles['code']}>
        <ol aria-label={say('lock.code')} className={styles['groups']}>
          {code.split('-').map((group, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike, and none ever moves.
            <li key={place}>{group}</li>
          ))}
        </ol>
        <Button icon={<Print20Regular />} onClick={() => printSheet(code, whose, formatDay(today))}>
          {say('lock.sheet.print')}
        </Button>
      </div>
      <Notice tone="unsure">{say('lock.sheet.warn')}</Notice>
      <Checkbox
        checked={isKept}
        onChange={(_event, { checked }) => onKept(checked === true)}
        label={say('lock.sheet.kept')}
      />
      {isMissed && !isKept && (
        <p role="alert" className={styles['missed']}>
          {say('lock.sheet.missed')}
        </p>
      )}
    </>
  );
}

/** One page: whose profile, the code, what to do with it. Nothing of it is written to a file. */
function printSheet(code: string, { fullName, agencyName }: Whose, day: string): void {
  const page = document.createElement('div');
  page.className = `print-pages ${styles['paper'] ?? ''}`;
  const put = (tag: 'h1' | 'p' | 'strong', text: string): void => {
    const line = document.createElement(tag);
    line.textContent = text;
    page.append(line);
  };
  put('h1', say('lock.paper.title'));
  put('p', say('lock.paper.whose', { fullName, agencyName }));
  put('p', say('lock.paper.day', { day }));
  put('strong', code.replaceAll('-', '  '));
  put('p', say('lock.paper.keep'));
  put('p', say('lock.paper.use'));
  document.body.append(page);
  window.print();
  page.remove();
}
