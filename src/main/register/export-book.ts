import type { Input } from '../../shared/contract/contract.ts';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import { may } from '../../shared/domain/core/rights.ts';
import type { RegisterId } from '../../shared/domain/core/values.ts';
import type { Register } from '../../shared/domain/office/register.ts';
import { type BookForm as FormName, formsOf } from '../../shared/domain/register/forms.ts';
import { AppError } from '../../shared/errors.ts';
import type { Sheet } from '../../shared/sheet/sheet.ts';
import { say } from '../../shared/words/vi.ts';
import { sheetFile } from '../export/sheet-file.ts';
import type { QueryContext } from '../handler.ts';
import { incomingEntries, outgoingEntries } from './book-entries.ts';
import { type BookForm, bookSheet } from './book-sheet.ts';
import { followUpRegister, incomingRegister } from './incoming-forms.ts';
import { keptCopiesRegister, outgoingRegister, postRegister } from './outgoing-forms.ts';

/**
 * A form of annex IV over a book as a file. Who does not keep the agency's documents holds only some of them, and a book with holes is none. Throws
 * `register.not-found`, `register.only-clerk-exports`, `sheet.too-many-rows`; as `sheetFile`.
 */
export function exportBook(context: QueryContext, wanted: Input<'register.export'>): Promise<MadeFile> {
  const { registerId, form, format } = wanted;
  return sheetFile(context.ports, bookSheetOf(context, registerId, form), format);
}

/** The sheet of a form over a book, for whoever may see the whole book. */
export function bookSheetOf(context: QueryContext, registerId: RegisterId, form: FormName): Sheet {
  const { read, actor, ports } = context;
  const { agencyId } = ports.profile;
  if (!may(actor(), 'number', { agencyId })) throw new AppError('register.only-clerk-exports');
  const book = read('register', registerId);
  const agency = read('agency', agencyId);
  if (!book || !agency || !formsOf[book.book].includes(form)) throw new AppError('register.not-found');
  return bookSheet(agency, book, formOf(context, registerId, book, form));
}

function formOf(context: QueryContext, id: RegisterId, book: Register, form: FormName): BookForm {
  if (form === 'kept-copies') return keptCopiesRegister();
  if (book.book === 'incoming') {
    const entries = incomingEntries(context.db, id, book);
    return form === 'register' ? incomingRegister(context, entries) : followUpRegister(context, entries);
  }
  const entries = outgoingEntries(context.db, id, book);
  if (form === 'post') return postRegister(context, entries);
  return outgoingRegister(context, entries, say(`book.${book.book}.title`));
}
