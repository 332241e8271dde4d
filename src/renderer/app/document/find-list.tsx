import { type ReactNode, useDeferredValue, useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { type TabChoice, Tabs } from '../../ui/tabs.tsx';
import styles from './find-list.module.css';
import page from './page.module.css';

type Props<View extends string> = {
  readonly title: string;
  /** The one thing that is begun here, for whoever may. */
  readonly act?: ReactNode;
  readonly viewsLabel: string;
  readonly view: View;
  readonly tabs: readonly TabChoice<View>[];
  readonly onView: (view: View) => void;
  readonly findLabel: string;
  /** The rows that have the typed words; behind the keys on a slow machine. */
  readonly children: (text: string) => ReactNode;
};

/** A list in its pane: what it is, its views, and a box that leaves the rows with the typed words. */
export function FindList<View extends string>(props: Props<View>) {
  const { title, act, viewsLabel, view, tabs, onView, findLabel, children } = props;
  const [text, setText] = useState('');
  return (
    <div className={page['listPane']}>
      <header className={page['listHead']}>
        <h1>{title}</h1>
        <span className={page['total']} />
        {act}
      </header>
      <Tabs
        label={viewsLabel}
        moreLabel={say('incoming.moreViews')}
        value={view}
        tabs={tabs}
        onChange={onView}
      />
      <div className={styles['line']}>
        <input
          type="search"
          className={styles['find']}
          aria-label={findLabel}
          placeholder={findLabel}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {children(useDeferredValue(text))}
    </div>
  );
}
