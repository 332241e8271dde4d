import { Button } from '@fluentui/react-components';
import { BookClock20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import type { BookShown } from '../../../shared/contract/register.ts';
import type { Book } from '../../../shared/domain/office/register.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import { holderOf, useBooks } from '../books.ts';
import styles from './page.module.css';

/** Over a list whose documents wait for numbers: who holds the book, or why it gives none. Nothing where the server numbers as usual. */
export function BookNotice({ book, year }: { readonly book: Book; readonly year: number }) {
  const navigate = useNavigate();
  const shown = useBooks().books.find((each) => each.book === book && each.year === year);
  const told = shown && sentenceOf(shown);
  if (told === undefined) return null;
  const isGood = shown?.lease?.isHere === true && !shown.lease.hasEnded && shown.disputedCount === 0;
  return (
    <div className={styles['notice']}>
      <Notice
        tone={isGood ? 'info' : 'unsure'}
        icon={<BookClock20Regular />}
        actions={
          <Button size="small" onClick={() => void navigate({ to: '/books' })}>
            {say('books.notice.open')}
          </Button>
        }
      >
        {told}
      </Notice>
    </div>
  );
}

function sentenceOf(shown: BookShown): string | undefined {
  const { name: book, lease, disputedCount } = shown;
  if (disputedCount > 0) return say('books.notice.disputed', { book, count: disputedCount });
  if (!lease) return undefined;
  const day = formatDay(lease.lastDay);
  if (lease.hasEnded) return say('books.notice.ended', { book, day });
  return lease.isHere
    ? say('books.notice.here', { book, day })
    : say('books.notice.there', { name: holderOf(shown), book, day });
}
