import type { Delivery } from '../../shared/domain/exchange/delivery.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import type { SheetRow } from '../../shared/sheet/sheet.ts';
import { dayOf, formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import type { BookEntry } from './book-entries.ts';
import { type BookForm, blankRows, countNotes, type FormColumn } from './book-sheet.ts';
import { typeAndSubject, withoutDocument } from './incoming-forms.ts';

type Context = Pick<QueryContext, 'db' | 'read'>;
type Entries = readonly BookEntry<Outgoing>[];

const REGISTER: readonly FormColumn[] = [
  ['book.reference', 37],
  ['book.issuedOn', 27, 'date'],
  ['book.subject', 60],
  ['book.outgoing.signer', 30],
  ['book.outgoing.to', 44],
  ['book.outgoing.keptBy', 32],
  ['book.outgoing.copies', 19, 'number'],
  ['book.handedOn', 27, 'date'],
  ['book.signedFor', 26],
  ['book.note', 30],
];

/** Sổ đăng ký văn bản đi (NĐ 30/2020 annex IV.I): its ten columns in their order. */
export const outgoingRegister = (context: Context, entries: Entries, title: string): BookForm => ({
  title,
  columns: REGISTER,
  rows: entries.map((entry) => registerRow(context, entry)),
  notes: countNotes(
    entries,
    entries.filter((entry) => entry.what === 'document' && entry.body.state === 'void').length,
  ),
});

function registerRow(context: Context, entry: BookEntry<Outgoing>): SheetRow {
  if (entry.what !== 'document') return withoutDocument(entry, 10, 0);
  const { body } = entry;
  const { db } = context;
  const deliveries = deliveriesOf(context, entry.id);
  return {
    cells: [
      formatReference(body.number, body.codeNotation),
      body.issuedOn ?? '',
      typeAndSubject(body),
      personOf(db, body.signerId)?.fullName ?? '',
      recipientsOf(body, deliveries),
      keptBy(context, body),
      '',
      body.dispatchedOn ?? '',
      takenIn(deliveries),
      notesOf(body),
    ],
    ...(body.state === 'void' && { tone: 'struck' as const }),
  };
}

const deliveriesOf = ({ db }: Context, id: string): readonly Delivery[] =>
  partsOf(db, 'delivery', { kind: 'outgoing', id })
    .map(({ body }) => body)
    .filter(({ resentAs }) => resentAs === undefined);

/** Nơi nhận as the drafter wrote it; where it says nothing, whom it was sent to. */
const recipientsOf = ({ recipientsText }: Outgoing, deliveries: readonly Delivery[]): string =>
  recipientsText.trim() || deliveries.map(({ recipientName }) => recipientName).join('; ');

/** The original is kept by the clerks (article 19); the drafter's unit keeps its own copy in the dossier. */
function keptBy({ db, read }: Context, { drafterId }: Outgoing): string {
  const unitId = read('official', drafterId)?.unitId;
  return (unitId && read('unit', unitId)?.name) || personOf(db, drafterId)?.fullName || '';
}

/** Instead of signatures on paper: how many of its electronic recipients have taken it in. */
function takenIn(deliveries: readonly Delivery[]): string {
  if (deliveries.length === 0) return '';
  const taken = deliveries.filter(({ status = '01' }) => status !== '01' && status !== '02').length;
  return say('book.form.taken', { taken, count: deliveries.length });
}

function notesOf({ note, voided, recall, amends, amendedBy }: Outgoing): string {
  return [
    voided ? say('book.form.void', { day: formatDay(voided.on), reason: voided.reason }) : '',
    amends ? say('book.form.amends') : '',
    amendedBy ? say('book.form.amended') : '',
    recall ? say('book.form.recallAsked', { day: formatDay(recall.on) }) : '',
    note ?? '',
  ]
    .filter(Boolean)
    .join('; ');
}

const POST: readonly FormColumn[] = [
  ['book.handedOn', 26, 'date'],
  ['book.reference', 44],
  ['book.outgoing.to', 90],
  ['book.post.envelopes', 22, 'number'],
  ['book.post.stamp', 50],
  ['book.note', 40],
];

/** Sổ gửi văn bản đi bưu điện (annex IV.III): what goes on paper as well; envelopes and stamps are written by hand. */
export function postRegister(context: Context, entries: Entries): BookForm {
  const rows = entries.flatMap((entry): SheetRow[] => {
    if (entry.what !== 'document') return [];
    const reference = formatReference(entry.body.number, entry.body.codeNotation);
    return deliveriesOf(context, entry.id)
      .filter(({ isPaperToo }) => isPaperToo)
      .map(({ recipientName, sentAt }) => ({ cells: [dayOf(sentAt), reference, recipientName, '', '', ''] }));
  });
  return { title: say('book.post.title'), columns: POST, rows: [...rows, ...blankRows(POST)] };
}

const KEPT_COPIES: readonly FormColumn[] = [
  ['book.kept.day', 27, 'date'],
  ['book.kept.person', 38],
  ['book.kept.reference', 36],
  ['book.subject', 60],
  ['book.kept.dossier', 26],
  ['book.signedFor', 26],
  ['book.kept.backOn', 27, 'date'],
  ['book.kept.allowedBy', 32],
  ['book.note', 26],
];

/** Sổ sử dụng bản lưu (annex IV.IV): loans of paper originals are written by hand. */
export const keptCopiesRegister = (): BookForm => ({
  title: say('book.kept.title'),
  columns: KEPT_COPIES,
  rows: blankRows(KEPT_COPIES),
});
