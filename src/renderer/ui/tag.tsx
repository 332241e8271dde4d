import type { ReactElement } from 'react';
import styles from './tag.module.css';

type Props = {
  readonly tone: 'solid' | 'urgent' | 'quiet' | 'blue';
  readonly icon?: ReactElement;
  readonly children: string;
};

/** A short word that stands out of its line; the tone never speaks without it. */
export const Tag = ({ tone, icon, children }: Props) => (
  <span className={`${styles['tag']} ${styles[tone]}`}>
    {icon}
    {children}
  </span>
);
