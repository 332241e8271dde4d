import type { ReactNode } from 'react';
import styles from './settings.module.css';

type Props = {
  readonly title: string;
  /** What is decided here, and for whom. */
  readonly lead: string;
  /** The one act of the page, or why it is not this official's. */
  readonly act?: ReactNode;
  readonly children: ReactNode;
};

/** A page of what the agency has set for all its machines: title and act, what it is about, the lists. */
export const SettingsPage = ({ title, lead, act, children }: Props) => (
  <section
    data-pane="list"
    aria-label={title}
    className={styles['page']}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    tabIndex={0}
  >
    <header className={styles['head']}>
      <h1>{title}</h1>
      {act}
    </header>
    <p className={styles['lead']}>{lead}</p>
    {children}
  </section>
);
