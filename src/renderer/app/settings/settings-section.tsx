import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

type Props = { readonly title: string; readonly act: ReactNode; readonly children: ReactNode };

/** One list of a page with several: its name, and its act or why it is not this official's. */
export function SettingsSection({ title, act, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <div className={styles['sectionHead']}>
        <h2 id={id}>{title}</h2>
        {act}
      </div>
      {children}
    </section>
  );
}
