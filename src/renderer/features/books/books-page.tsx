import { Button } from '@fluentui/react-components';
import { BookAdd20Regular, BookDatabase20Regular, BookOpen24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BookShown } from '../../../shared/contract/register.ts';
import { say } from '../../../shared/words/vi.ts';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { type BookAct, BookTable } from './book-table.tsx';
import { Incidents } from './incidents.tsx';
import {
  CloseDialog,
  GiveUpDialog,
  OpenDialog,
  ReturnDialog,
  TakeDialog,
  WithdrawDialog,
} from './lease-dialogs.tsx';
import { SeriesDialog } from './series-dialog.tsx';

/** Sổ đăng ký: where numbers stand, who holds a book, and what became of numbers that were lost with one. */
export function BooksPage() {
  const isClerk = useProfile()?.official.roles.includes('clerk') ?? false;
  return (
    <SettingsPage title={say('books.title')} lead={say('books.lead')}>
      <Books />
      {/* Whoever is no clerk holds none, which is not that there is none. */}
      {isClerk && <Incidents />}
    </SettingsPage>
  );
}

function Books() {
  const list = useQuery({ ...read('office.listBooks', {}), refetchOnMount: 'always' });
  const [open, setOpen] = useState<{ readonly act: BookAct; readonly book: BookShown } | undefined>(
    undefined,
  );
  const [opening, setOpening] = useState<number | undefined>(undefined);
  const [isApart, setApart] = useState(false);
  const onClose = () => setOpen(undefined);
  const toOpen = list.data?.toOpen ?? [];
  const apartYears = list.data?.apartYears ?? [];
  const years = [...new Set(toOpen.map(({ year }) => year))];
  return (
    <>
      <ListSection
        title={say('books.list')}
        answer={list}
        rowsOf={({ books }) => books}
        act={
          <div className={styles['acts']}>
            {years.map((year) => (
              <Button key={year} icon={<BookAdd20Regular />} onClick={() => setOpening(year)}>
                {say('books.open', { year })}
              </Button>
            ))}
            {apartYears.length > 0 && (
              <Button icon={<BookDatabase20Regular />} onClick={() => setApart(true)}>
                {say('books.apart.open')}
              </Button>
            )}
          </div>
        }
        empty={{ icon: <BookOpen24Regular />, title: say('books.empty'), why: say('books.empty.why') }}
      >
        {(books) => <BookTable books={books} onAct={(act, book) => setOpen({ act, book })} />}
      </ListSection>
      {open?.act === 'take' && <TakeDialog shown={open.book} onClose={onClose} />}
      {open?.act === 'return' && <ReturnDialog shown={open.book} onClose={onClose} />}
      {open?.act === 'withdraw' && <WithdrawDialog shown={open.book} onClose={onClose} />}
      {open?.act === 'close' && <CloseDialog shown={open.book} onClose={onClose} />}
      {open?.act === 'giveUp' && <GiveUpDialog shown={open.book} onClose={onClose} />}
      {isApart && <SeriesDialog years={apartYears} onClose={() => setApart(false)} />}
      {opening !== undefined && (
        <OpenDialog
          year={opening}
          books={toOpen.filter(({ year }) => year === opening)}
          onClose={() => setOpening(undefined)}
        />
      )}
    </>
  );
}
