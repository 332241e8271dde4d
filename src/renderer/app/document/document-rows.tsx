import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Grid, type GridItem } from '../../ui/grid.tsx';
import type { Marks } from '../../ui/grid-keys.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Problem } from '../problem.tsx';
import styles from './page.module.css';

const ROW_HEIGHT = 56;

type Props<Row> = {
  /** Another view is another grid: scroll and focus do not carry over. */
  readonly view: string;
  readonly label: string;
  readonly pages: UseInfiniteQueryResult<{ readonly pages: readonly { readonly rows: readonly Row[] }[] }>;
  readonly items: (rows: readonly Row[], isWhole: boolean) => readonly GridItem<Row>[];
  readonly selectedId: string | undefined;
  readonly describe: (row: Row) => string;
  readonly render: (row: Row) => ReactNode;
  readonly onSelect: (documentId: string | undefined) => void;
  /** Where several documents can be dealt with at once. */
  readonly marks?: Marks | undefined;
  /** Shown where the view has nothing: why, and what helps. */
  readonly empty: ReactNode;
};

/** The rows of a list, page after page; opening one moves the keyboard into what is open. */
export function DocumentRows<Row>(props: Props<Row>) {
  const { view, label, pages, items, selectedId, describe, render, onSelect, marks, empty } = props;
  if (pages.isError)
    return (
      <div className={styles['problem']}>
        <Problem error={pages.error} onRetry={() => void pages.refetch()} />
      </div>
    );
  if (!pages.data) return <SkeletonRows count={8} label={say('loading.rows')} />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return empty;
  return (
    <Grid
      key={view}
      label={label}
      items={items(rows, !pages.hasNextPage)}
      selectedKey={selectedId}
      rowHeight={ROW_HEIGHT}
      describe={describe}
      render={render}
      onSelect={onSelect}
      onReadOn={turnPage}
      marks={marks}
      onOpen={(key) => {
        onSelect(key);
        document.querySelector<HTMLElement>('[data-pane=reading] [tabindex="0"]')?.focus();
      }}
      onEnd={() => {
        if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
      }}
    />
  );
}

/** How much of the pages in view a turn leaves in view, so that no line is lost. */
const TURNED = 0.9;
const END_PX = 2;

/** Space reads on without leaving the list. True where the document is at its end, or has nothing to turn. */
function turnPage(): boolean {
  const pages = document.querySelector<HTMLElement>('[data-pane=reading] section[tabindex="0"]');
  if (!pages) return true;
  // Still on its way: nothing was read yet.
  if (!pages.querySelector('[data-page]')) return false;
  if (pages.scrollTop + pages.clientHeight >= pages.scrollHeight - END_PX) return true;
  pages.scrollBy({ top: pages.clientHeight * TURNED });
  return false;
}
