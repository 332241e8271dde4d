import { CloudArrowDown16Regular } from '@fluentui/react-icons';
import { say } from '../../../shared/words/vi.ts';
import styles from './marks.module.css';

/** Nothing while the main file is on this machine. */
export const AwayMark = ({ isAway }: { readonly isAway: boolean | undefined }) =>
  isAway ? (
    <span className={`${styles['mark']} ${styles['far']}`} title={say('file.notHere')}>
      <CloudArrowDown16Regular aria-hidden="true" />
    </span>
  ) : null;
