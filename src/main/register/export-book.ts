import type { Input } from '../../shared/contract/contract.ts';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import type { Period } from '../../shared/domain/calendar/periods.ts';
import { may } from '../../shared/domain/core/rights.ts';
import type { RegisterId } from '../../shared/domain/core/values.ts';
import { type BookForm as FormName, formsOf } from '../../shared/domain/register/forms.ts';
import { AppError } from '../../shared/errors.ts';
import type { Sheet } from '../../shared/sheet/sheet.ts';
import { say } from '../../shared/words/vi.ts';
import { sheetFile } from '../export/sheet-file.ts';
import type { QueryContext } from '../handler.ts';
import { incomingEntries, outgoingEntries } from './book-entries.ts';
import { bookSheet, type Extract } from './book-sheet.ts';
import { inPeriod } from './in-period.ts';
import { followUpRegister, incomingRegister } from './incoming-forms.ts';
import { keptCopiesRegister, outgoingRegister, postRegister } from './outgoing-forms.ts';

/**
 * A form of annex IV over a book as a file. Who does not keep the agency's documents holds only some of them, and a book with holes is none. Throws
 * `register.not-found`, `register.only-clerk-exports`, `sheet.too-many-rows`; as `sheetFile`.
 */
export function exportBook(context: QueryContext, wanted: Input<'register.export'>): Promise<MadeFile> {
  const { registerId, form, format, period } = wanted;
  return sheetFile(context.ports, bookSheetOf(context, registerId, form, period), format);
}

/** The sheet of a form over a book or a period of it, for whoever may see the whole book. */
export function bookSheetOf(
  context: QueryContext,
  registerId: RegisterId,
  form: FormName,
  period?: Period,
): Sheet {
  const { read, actor, ports } = context;
  const { agencyId } = ports.profile;
  if (!may(actor(), 'number', { agencyId })) throw new AppError('register.only-clerk-exports');
  const book = read('register', registerId);
  const agency = read('agency', agencyId);
  if (!book || !agency || !formsOf[book.book].includes(form)) throw new AppError('register.not-found');
  const { db } = context;
  if (form === 'kept-copies') return bookSheet(agency, book, keptCopiesRegister());
  if (book.book === 'incoming') {
    const entries = inPeriod(incomingEntries(db, registerId, book), ({ arrivedOn }) => arrivedOn, period);
    const made =
      form === 'register' ? incomingRegister(context, entries) : followUpRegister(context, entries);
    return bookSheet(agency, book, made, extractOf(entries, period));
  }
  const entries = inPeriod(outgoingEntries(db, registerId, book), ({ issuedOn }) => issuedOn, period);
  const made =
    form === 'post'
      ? postRegister(context, entries)
      : outgoingRegister(context, entries, say(`book.${book.book}.title`));
  return bookSheet(agency, book, made, extractOf(entries, period));
}

const extractOf = (
  entries: readonly { readonly number: number }[],
  period: Period | undefined,
): Extract | undefined => period && { ...period, first: entries[0]?.number, last: entries.at(-1)?.number };
