import { Button } from '@fluentui/react-components';
import { DocumentSearch24Regular, SearchInfo24Regular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { hitColumns } from '../../../shared/contract/list-export.ts';
import type { SearchHit } from '../../../shared/contract/search.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
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
import styles from './search.module.css';

const route = getRouteApi('/search');
const HITS = 50;
const ROW_HEIGHT = 88;

/** Every document on this machine: by number, subject, agency, or the text of its files; marks need not be typed. */
export function SearchPage() {
  const { text, order } = route.useSearch();
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
            void navigate({ search: { text: box.current?.value.trim() ?? '', order } });
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
        onChange={(next) => void navigate({ search: { text, order: next }, replace: true })}
      />
      <Hits text={text} order={order} today={today} />
    </section>
  );
}

type HitsProps = { readonly text: string; readonly order: 'ranked' | 'newest'; readonly today: LocalDate };
function Hits({ text, order, today }: HitsProps) {
  const openHit = useOpenHit();
  const found = useQuery({
    ...read('search.find', { text, order, limit: HITS }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
  if (text === '')
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
      <Empty icon={<SearchInfo24Regular />} title={say('find.nothing', { text: text.slice(0, 80) })}>
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
        <ExportHits text={text} order={order} />
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

const ExportHits = ({ text, order }: Pick<HitsProps, 'text' | 'order'>) => (
  <ExportList
    title={say('list.export.hits')}
    columns={hitColumns.map((value) => ({ value, label: say(`list.hit.${value}`) }))}
    make={({ columns, format }) =>
      ask('search.export', { text, order, format, columns: columns as (typeof hitColumns)[number][] })
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
