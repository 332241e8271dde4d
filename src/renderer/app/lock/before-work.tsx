import type { ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Mark } from '../../ui/mark.tsx';
import styles from './lock-page.module.css';

/** A page that stands before the work: the program's name, and nothing of what it keeps. */
export const BeforeWork = ({ children }: { readonly children: ReactNode }) => (
  <main className={styles['page']}>
    <span className={styles['brand']}>
      <Mark />
      {say('application.name')}
    </span>
    {children}
  </main>
);
