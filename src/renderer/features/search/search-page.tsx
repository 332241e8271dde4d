import { Button } from '@fluentui/react-components';
import {
  BookmarkMultiple20Regular,
  DocumentSearch24Regular,
  Filter20Regular,
  SearchInfo24Regular,
} from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { hitColumns } from '../../../shared/contract/list-export.ts';
import type { SearchAsked, SearchHit } from '../../../shared/contract/search.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { sayAsked } from '../../../shared/text/say-search.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../../app/clock.ts';
import { useOpenHit } from '../../app/document/open-hit.ts';
import { ExportList } from '../../app/export-dialog.tsx';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { ask, read } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Grid } from '../../ui/grid.tsx';
import { Highlighted } from '../../ui/highlighted.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Tag } from '../../ui/tag.tsx';
import { NarrowDialog, type Narrowing } from './narrow-dialog.tsx';
import { SavedDialog } from './saved-dialog.tsx';
import styles from './search.module.css';

const route = getRouteApi('/search');
const HITS = 50;
const ROW_HEIGHT = 88;

/** Every document on this machine: by number, subject, agency, or the text of its files; marks need not be typed. */
export function SearchPage() {
  const asked = route.useSearch();
  const { text, order, ...narrowed } = asked;
  const navigate = useNavigate({ from: '/search' });
  const today = useToday();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.value = text;
  }, [text]);
  return (
    <section className={styles['page']} data-pane="list" aria-label={say('find.title')}>
      <header className={styles['head']}>
        <h1>{say('find.title')}</h1>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void navigate({ search: { ...asked, text: box.current?.value.trim() ?? '' } });
          }}
        >
          <input
            ref={box}
            type="search"
            maxLength={500}
            defaultValue={text}
            aria-label={say('find.box')}
            placeholder={say('find.box')}
            autoComplete="off"
            spellCheck={false}
            className={styles['box']}
          />
          <Button type="submit" appearance="primary">
            {say('find.do')}
          </Button>
          <Beside
            asked={asked}
            onNarrow={(next) =>
              void navigate({ search: { text: box.current?.value.trim() ?? text, order, ...next } })
            }
            onOpen={(kept) => void navigate({ search: kept })}
          />
        </form>
      </header>
      <Tabs
        label={say('find.order')}
        moreLabel={say('common.more')}
        value={order}
        tabs={[
          { value: 'ranked', label: say('find.ranked') },
          { value: 'newest', label: say('find.newest') },
        ]}
        onChange={(next) => void navigate({ search: { ...asked, order: next }, replace: true })}
      />
      <Narrowed narrowed={narrowed} onClear={() => void navigate({ search: { text, order } })} />
      <Hits asked={asked} today={today} />
    </section>
  );
}

type NarrowedProps = { readonly narrowed: Narrowing; readonly onClear: () => void };
/** What narrows the search, in words. */
function Narrowed({ narrowed, onClear }: NarrowedProps) {
  if (Object.values(narrowed).every((value) => value === undefined)) return null;
  return (
    <p className={styles['narrowed']}>
      <span>{sayAsked({ text: '', ...narrowed })}</span>
      <Button size="small" appearance="subtle" onClick={onClear}>
        {say('search.narrow.clear')}
      </Button>
    </p>
  );
}

/** Whether there is anything to look for: what is only left out, or only of some days, is no search. */
const isAsking = ({ text, also = [] }: SearchAsked): boolean =>
  text !== '' || also.some(({ join }) => join !== 'not');

type BesideProps = {
  readonly asked: SearchAsked;
  readonly onNarrow: (next: Narrowing) => void;
  readonly onOpen: (asked: SearchAsked) => void;
};
/** Lọc and Đã lưu, each in a dialog. */
function Beside({ asked, onNarrow, onOpen }: BesideProps) {
  const [open, setOpen] = useState<'narrow' | 'saved'>();
  const { text: _text, order: _order, ...given } = asked;
  const close = () => setOpen(undefined);
  return (
    <>
      <Button icon={<Filter20Regular />} onClick={() => setOpen('narrow')}>
        {say('search.narrow')}
      </Button>
      <Button icon={<BookmarkMultiple20Regular />} onClick={() => setOpen('saved')}>
        {say('search.saved')}
      </Button>
      {open === 'narrow' && (
        <NarrowDialog
          given={given}
          onClose={close}
          onDone={(next) => {
            close();
            onNarrow(next);
          }}
        />
      )}
      {open === 'saved' && (
        <SavedDialog
          asked={isAsking(asked) ? asked : undefined}
          onClose={close}
          onOpen={(kept) => {
            close();
            onOpen(kept);
          }}
        />
      )}
    </>
  );
}

type HitsProps = { readonly asked: SearchAsked; readonly today: LocalDate };
function Hits({ asked, today }: HitsProps) {
  const isAsked = isAsking(asked);
  const openHit = useOpenHit();
  const found = useQuery({
    ...read('search.find', { ...asked, limit: HITS }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  if (!isAsked)
    return (
      <Empty icon={<DocumentSearch24Regular />} title={say('find.begin')}>
        {say('find.begin.why')}
      </Empty>
    );
  if (found.isError)
    return (
      <div className={styles['problem']}>
        <Problem error={found.error} onRetry={() => void found.refetch()} />
      </div>
    );
  if (!found.data) return <SkeletonRows count={6} label={say('loading.rows')} />;
  const { hits, isMore } = found.data;
  if (hits.length === 0)
    return (
      <Empty
        icon={<SearchInfo24Regular />}
        title={say('find.nothing', { text: sayAsked(asked).slice(0, 80) })}
      >
        {say('find.nothing.why')}
      </Empty>
    );
  const open = (documentId: string) => {
    const hit = hits.find((each) => each.documentId === documentId);
    if (hit) openHit(hit);
  };
  return (
    <>
      <div className={styles['countLine']}>
        <p role="status" className={styles['count']}>
          {say(isMore ? 'find.more' : 'find.count', { count: hits.length })}
        </p>
        <ExportHits asked={asked} />
      </div>
      <Grid
        label={say('find.results')}
        items={hits.map((hit) => ({ type: 'row', key: hit.documentId, row: hit }))}
        selectedKey={undefined}
        rowHeight={ROW_HEIGHT}
        describe={({ kind, reference, subject, organName }) =>
          [say(`find.${kind}`), reference, organName, subject].join(', ')
        }
        render={(hit) => <Hit hit={hit} today={today} />}
        onPick={open}
        onSelect={() => undefined}
        onOpen={open}
      />
    </>
  );
}

const ExportHits = ({ asked }: Pick<HitsProps, 'asked'>) => (
  <ExportList
    title={say('list.export.hits')}
    columns={hitColumns.map((value) => ({ value, label: say(`list.hit.${value}`) }))}
    make={({ columns, format }) =>
      ask('search.export', { ...asked, format, columns: columns as (typeof hitColumns)[number][] })
    }
  />
);

const Hit = ({ hit, today }: { readonly hit: SearchHit; readonly today: LocalDate }) => (
  <div className={styles['hit']} title={hit.subject}>
    <p className={styles['line']}>
      <Tag tone="quiet">{say(`find.${hit.kind}`)}</Tag>
      <strong className={styles['reference']}>{hit.reference}</strong>
      <span className={styles['organ']}>{hit.organName}</span>
      <span className={styles['day']}>{sayDay(hit.day, today)}</span>
    </p>
    <p className={styles['subject']}>{hit.subject}</p>
    <p className={styles['snippet']}>
      <Highlighted text={hit.snippet} />
    </p>
  </div>
);
