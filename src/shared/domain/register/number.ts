import { type Context, type Refusal, refuse, undecided } from '../core/command.ts';
import type { LocalDate } from '../core/values.ts';
import { type GivenNumber, type Register, yearOf } from '../office/register.ts';

type Where = Pick<Context, 'device' | 'isAuthority' | 'today'>;

/** What the holder's device adds to a wish for a number: the next one, today; undefined where it may give none, and the authority must be asked. */
export function givenHere(
  book: Register | undefined,
  { device, today }: Pick<Context, 'device' | 'today'>,
): GivenNumber | undefined {
  const lease = book?.lease;
  if (!book || lease?.device !== device || today > lease.lastDay || book.disputed !== undefined)
    return undefined;
  // Of a year that is over no number is given any more, whatever the wish says.
  return yearOf(today) === book.year ? { number: book.next, issuedOn: today, epoch: lease.epoch } : undefined;
}

/**
 * The next number of a book and the book after it (NĐ 30/2020 article 15; invariant 1): never twice, never a gap, in order of dates. A given number counts only
 * under the lease in force, in order; it is never changed into another one. Who wishes for a number of a lent book waits until it is back.
 */
export function numberFrom(
  book: Register,
  given: GivenNumber | undefined,
  { device, isAuthority, today }: Where,
):
  | { readonly number: number; readonly issuedOn: LocalDate; readonly book: Register }
  | Refusal
  | typeof undecided {
  const { lease } = book;
  if (given) {
    if (lease?.device !== device || lease.epoch !== given.epoch) return refuse('register.lease-lost');
  } else if (!isAuthority) return undecided; // Shown as "chờ cấp số".
  const issuedOn = given?.issuedOn ?? today;
  // A date to come, from a device whose clock runs ahead, would close the book to everyone until that day.
  if (issuedOn > today || yearOf(issuedOn) !== book.year || issuedOn < book.lastIssuedOn)
    return refuse('register.wrong-date');
  if (given && lease) {
    if (given.issuedOn > lease.lastDay) return refuse('register.lease-ended');
    if (given.number !== book.next) return refuse('register.not-next');
  } else {
    if (lease) return refuse('register.leased');
    if (book.disputed !== undefined) return refuse('register.disputed');
  }
  return { number: book.next, issuedOn, book: { ...book, next: book.next + 1, lastIssuedOn: issuedOn } };
}
