import { z } from 'zod';
import { change, command, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { LocalDate, RegisterId } from '../core/values.ts';

/**
 * Đóng sổ: the year is over and every number of the book has its document or is void (NĐ 30/2020 articles 15, 22: numbers run from 01/01 to 31/12). It says the last number and its
 * day; from then on nothing is entered any more, and a number that comes late is an incident that can only be void. The clerk closes, from 31/12 on; only the authority knows the
 * last number. A desk that has seen more of them than a server put back in time remembers does not close over those: they are waited for or given up first (decision 0017).
 */
export const closeRegister = command({
  name: 'register.close',
  args: z.object({
    registerId: RegisterId,
    /** The next number as who closes has seen it: nobody closes over a number that he did not know of. */
    next: z.int().positive(),
    note: z.string().trim().max(500).optional(),
  }),
  reads: ({ registerId }) => [ref('register', registerId)],
  decide: (read, { registerId, next, note }, { actor, agencyId, isAuthority, today, seenNext }) => {
    const book = read('register', registerId);
    if (book?.agencyId !== agencyId) return refuse('register.not-found');
    if (!may(actor, 'number', book)) return refuse('register.only-clerk-closes');
    if (book.closed) return refuse('register.closed', { year: book.year });
    if (today < LocalDate.parse(`${String(book.year)}-12-31`))
      return refuse('register.close-early', { year: book.year });
    if (book.lease) return refuse('register.close-leased');
    if (book.disputed !== undefined) return refuse('register.close-disputed', { count: book.disputed });
    const seen = seenNext?.(registerId) ?? 0;
    if (seen > book.next) return refuse('register.close-missing', { from: book.next, to: seen - 1 });
    if (!isAuthority) return undecided;
    if (next !== book.next) return refuse('register.close-moved', { number: book.next - 1 });
    return [
      change('register', registerId, { ...book, closed: { by: actor.id, on: today, ...(note && { note }) } }),
    ];
  },
});
