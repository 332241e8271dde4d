import { type Context, type Refusal, refuse, undecided } from '../core/command.ts';
import type { LocalDate, RegisterId } from '../core/values.ts';
import { type GivenNumber, OF_AUTHORITY, type Register, yearOf } from '../office/register.ts';

type Where = Pick<Context, 'device' | 'isAuthority' | 'today'>;

/** What a device adds to a wish for a number. */
export type Wish = {
  readonly given?: GivenNumber | undefined;
  /**
   * Where this device knows the book to stand, when the authority's copy is behind (a server put back in time, a number of a contained document): numbers below are on
   * papers and on their way.
   */
  readonly seenNext?: number | undefined;
};

/** The wish with what this device knows of the book: the next number where it holds the book, and how far it has seen it. */
export function wishHere<Args extends Wish & { readonly registerId: RegisterId }>(
  args: Args,
  book: Register | undefined,
  context: Context,
): Args {
  const seenNext = context.seenNext?.(args.registerId);
  const isBehind = book !== undefined && seenNext !== undefined && seenNext > book.next;
  const given = args.given ?? givenHere(book, seenNext, context);
  return { ...args, ...(given && { given }), ...(isBehind && { seenNext }) };
}

/** The authority itself gave this number, before it was put back in time. */
export const isGivenAgain = ({ given }: Wish): boolean => given?.epoch === OF_AUTHORITY;

/** The operation as it goes to a server that was put back in time: with the number that it got, or with how far the book was. */
export const remembered = <Args extends Wish>(
  args: Args,
  got: { readonly number: number | undefined; readonly on: LocalDate | undefined } | undefined,
  seenNext: number | undefined,
): Args => ({
  ...args,
  ...(!args.given &&
    got?.number !== undefined &&
    got.on && { given: { number: got.number, issuedOn: got.on, epoch: OF_AUTHORITY } }),
  ...(seenNext !== undefined && { seenNext }),
});

/** The next number, today; undefined where the device may give none, and the authority must be asked. */
function givenHere(
  book: Register | undefined,
  seenNext = 0,
  { device, today }: Pick<Context, 'device' | 'today'>,
): GivenNumber | undefined {
  const lease = book?.lease;
  if (!book || lease?.device !== device || today > lease.lastDay || book.disputed !== undefined)
    return undefined;
  // Of a year that is over no number is given any more, whatever the wish says.
  if (yearOf(today) !== book.year) return undefined;
  return { number: Math.max(book.next, seenNext), issuedOn: today, epoch: lease.epoch };
}

/**
 * The next number of a book and the book after it (NĐ 30/2020 article 15; invariant 1): never twice, never a gap, in order of dates. A given number counts only
 * under the lease in force, in order; it is never changed into another one. Who wishes for a number of a lent book waits until it is back. A server that was put back
 * in time gives again what it gave before, in its order, and nothing that somebody has seen given to another.
 */
export function numberFrom(
  book: Register,
  { given, seenNext = 0 }: Wish,
  { device, isAuthority, today }: Where,
):
  | { readonly number: number; readonly issuedOn: LocalDate; readonly book: Register }
  | Refusal
  | typeof undecided {
  if (book.closed) return refuse('register.closed', { year: book.year });
  const { lease } = book;
  const isAgain = given?.epoch === OF_AUTHORITY;
  if (given && !isAgain) {
    if (lease?.device !== device || lease.epoch !== given.epoch) return refuse('register.lease-lost');
  } else if (!isAuthority) return undecided; // Shown as "chờ cấp số".
  const issuedOn = given?.issuedOn ?? today;
  // A date to come, from a device whose clock runs ahead, would close the book to everyone until that day.
  if (issuedOn > today || yearOf(issuedOn) !== book.year || issuedOn < book.lastIssuedOn)
    return refuse('register.wrong-date');
  const isBehind = seenNext > book.next;
  if (isAgain) {
    if (given.number < book.next) return refuse('register.number-used', { number: given.number });
    // Those before it are on their way back as well, from other desks.
    if (given.number > book.next) return refuse('register.lower-awaited');
  } else if (given && lease) {
    if (given.issuedOn > lease.lastDay) return refuse('register.lease-ended');
    // On the holder's own desk the numbers before it are given.
    if (given.number !== (isAuthority ? book.next : Math.max(book.next, seenNext)))
      return refuse(isBehind && given.number > book.next ? 'register.lower-awaited' : 'register.not-next');
  } else {
    if (lease) return refuse('register.leased');
    if (book.disputed !== undefined) return refuse('register.disputed');
    if (isBehind) return refuse('register.lower-awaited');
  }
  const number = given?.number ?? book.next;
  return { number, issuedOn, book: { ...book, next: number + 1, lastIssuedOn: issuedOn } };
}
