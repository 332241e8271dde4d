import type { Output } from '../../shared/contract/contract.ts';
import type { OutgoingId } from '../../shared/domain/core/values.ts';
import { nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { BoxShifts, type Places } from '../../shared/signature/places.ts';
import { openPdf } from '../../signatures/pdf/file.ts';
import { proposedPlaces, shifted, shiftsBetween } from '../../signatures/prepare/boxes.ts';
import { type FoundPlacement, findPlacement } from '../../signatures/prepare/placement.ts';
import { PREPARED_FIELDS } from '../../signatures/prepare/prepare.ts';
import { fieldsOf } from '../../signatures/sign/fields.ts';
import type { ActionContext, QueryContext } from '../handler.ts';
import { type PageText, readPageText } from '../intake/page-text.ts';
import type { ReadDb } from '../store/handles.ts';

/** Main files of drafts; what is larger belongs into attachments. */
export const DRAFT_BYTES_MAX = 100 * 1024 * 1024;
/** Kinds of papers whose places are kept; the oldest goes first. */
const PLACES_KEPT_MAX = 500;

/** A draft that is ready to be submitted: its bytes, what its pages say, and what they propose. */
export type ReadDraft = {
  readonly document: Outgoing;
  readonly bytes: Uint8Array;
  readonly text: PageText;
  readonly found: FoundPlacement;
  /** Submitted before and sent back: its fields stand already and cannot be moved. */
  readonly isPrepared: boolean;
};

/** Throws `outgoing.not-found`, `outgoing.already-submitted`, `outgoing.file-missing`, `signing.file-not-here`, `pdf.*`. */
export async function readDraft(
  { read, blobs }: Pick<QueryContext, 'read' | 'blobs'>,
  documentId: OutgoingId,
): Promise<ReadDraft> {
  const document = read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  if (!nextOutgoingState(document.state, 'submit')) throw new AppError('outgoing.already-submitted');
  if (!document.file) throw new AppError('outgoing.file-missing');
  if (!blobs.has(document.file.sha256)) throw new AppError('signing.file-not-here');
  const bytes = await blobs.read(document.file.sha256, DRAFT_BYTES_MAX);
  const signer = read('official', document.signerId);
  const text = await readPageText(bytes);
  const { items, pages } = text;
  const found = findPlacement({ items, pages, ...(signer && { signerName: signer.fullName }) });
  const isPrepared = fieldsOf(openPdf(bytes).latest).some(({ name }) => name === PREPARED_FIELDS.person);
  return { document, bytes, text, found, isPrepared };
}

/** Where number, date, signature and seal would go: as the page's text says, moved as this kind of paper was before. */
export async function proposePlaces(
  context: QueryContext,
  documentId: OutgoingId,
): Promise<Output<'signing.proposePlaces'>> {
  const { document, text, found, isPrepared } = await readDraft(context, documentId);
  const proposed = proposedPlaces(found);
  const shifts = rememberedShifts(context.db, document);
  return {
    pages: text.pages.map(({ width, height }) => ({ width, height })),
    proposed,
    places: shifts ? shifted(proposed, shifts, text.pages) : proposed,
    certain: found.certain,
    isRemembered: shifts !== undefined,
    isPrepared,
  };
}

function rememberedShifts(db: ReadDb, { agencyId, typeName, codeNotation }: Outgoing): BoxShifts | undefined {
  const kept = db
    .prepare<[string, string, string], string>(
      'select shifts from signing_places where agency_id = ? and type_name = ? and code_notation = ?',
    )
    .pluck()
    .get(agencyId, typeName, codeNotation);
  return kept === undefined ? undefined : BoxShifts.parse(JSON.parse(kept));
}

/** Keeps how far the boxes were moved, for the next paper of this type and notation; boxes put back are forgotten. */
export function rememberPlaces(context: ActionContext, { document, found }: ReadDraft, moved: Places): void {
  const { agencyId, typeName, codeNotation } = document;
  const shifts = shiftsBetween(proposedPlaces(found), moved);
  context.write((db) => {
    db.prepare('delete from signing_places where agency_id = ? and type_name = ? and code_notation = ?').run(
      agencyId,
      typeName,
      codeNotation,
    );
    if (Object.keys(shifts).length > 0)
      db.prepare('insert into signing_places values (?, ?, ?, ?, ?)').run(
        agencyId,
        typeName,
        codeNotation,
        JSON.stringify(shifts),
        context.at(),
      );
    db.prepare(
      `delete from signing_places where kept_at <= (
         select kept_at from signing_places order by kept_at desc limit 1 offset ?)`,
    ).run(PLACES_KEPT_MAX);
  });
}
