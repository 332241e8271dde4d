import {
  Document16Regular,
  DocumentDismiss16Filled,
  Shield16Regular,
  ShieldCheckmark16Filled,
  ShieldDismiss16Filled,
  ShieldQuestion16Filled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { RowVerdict } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from './marks.module.css';

const icons: Record<RowVerdict, ReactElement> = {
  valid: <ShieldCheckmark16Filled />,
  indeterminate: <ShieldQuestion16Filled />,
  invalid: <ShieldDismiss16Filled />,
  unsigned: <Shield16Regular />,
  unchecked: <Shield16Regular />,
  paper: <Document16Regular />,
  damaged: <DocumentDismiss16Filled />,
};

/** The verdict in a row: the same icon and word everywhere. */
export const VerdictMark = ({ verdict }: { readonly verdict: RowVerdict }) => (
  <span className={`${styles['mark']} ${styles[verdict]}`}>
    {icons[verdict]}
    {say(`verdict.row.${verdict}`)}
  </span>
);
