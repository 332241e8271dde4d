import type { ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { sayWhyNot } from '../fault.ts';
import { Problem } from '../problem.tsx';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.tsx';

type Answer<Data> = {
  readonly data: Data | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
};
type Props<Row, Data> = {
  readonly title: string;
  readonly answer: Answer<Data>;
  readonly rowsOf: (data: Data) => readonly Row[];
  /** The one act of the list, for whoever may; the others read `whyNot` in its place. */
  readonly act?: ReactNode;
  readonly whyNot?: string | undefined;
  /** Above the rows: what was just done, for one. */
  readonly note?: ReactNode;
  /** Below the rows, filled or empty. */
  readonly foot?: ReactNode;
  readonly empty: { readonly icon: ReactElement; readonly title: string; readonly why: string };
  readonly children: (rows: readonly Row[], data: Data) => ReactNode;
};

/** One list of a settings page in each of its states: being asked, failed, empty, filled. */
export function ListSection<Row, Data>(props: Props<Row, Data>) {
  const { title, answer, rowsOf, act, whyNot, note, foot, empty, children } = props;
  const { data, isPending, error, refetch } = answer;
  const rows = data === undefined ? undefined : rowsOf(data);
  return (
    <SettingsSection
      title={title}
      act={
        data !== undefined &&
        (whyNot === undefined ? act : <p className={styles['quiet']}>{sayWhyNot(whyNot)}</p>)
      }
    >
      {note}
      {isPending && <SkeletonRows count={2} label={say('loading.rows')} />}
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {rows?.length === 0 && (
        <div className={styles['none']}>
          <span className={styles['quiet']} aria-hidden="true">
            {empty.icon}
          </span>
          <p>
            <strong>{empty.title}</strong>
            <span className={styles['when']}>{empty.why}</span>
          </p>
        </div>
      )}
      {data !== undefined && rows !== undefined && rows.length > 0 && children(rows, data)}
      {foot}
    </SettingsSection>
  );
}
