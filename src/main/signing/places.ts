import { z } from 'zod';
import type { Output } from '../../shared/contract/contract.ts';
import type { PlacesKept } from '../../shared/contract/signing-settings.ts';
import { type AgencyId, Instant, type OutgoingId } from '../../shared/domain/core/values.ts';
import { nextOutgoingState, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { BoxShifts, type Places } from '../../shared/signature/places.ts';
import { shifted, shiftsBetween } from '../../signatures/prepare/boxes.ts';
import { TEXT_MS_MAX } from '../files/look-into.ts';
import type { ActionContext, QueryContext } from '../handler.ts';
import { type draftJob, ReadDraft } from '../jobs/draft.ts';
import type { ReadDb } from '../store/handles.ts';

/** Kinds of papers whose places are kept; the oldest goes first. */
const PLACES_KEPT_MAX = 500;

/** A draft that is ready to be submitted, its file, and what a helper is told of it. Throws `outgoing.*`, `signing.file-not-here`. */
export function demandDraft({ read, blobs }: Pick<QueryContext, 'read' | 'blobs'>, documentId: OutgoingId) {
  const document = read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  if (!nextOutgoingState(document.state, 'submit')) throw new AppError('outgoing.already-submitted');
  const { file: base } = document;
  if (!base) throw new AppError('outgoing.file-missing');
  if (!blobs.has(base.sha256)) throw new AppError('signing.file-not-here');
  const signerName = read('official', document.signerId)?.fullName;
  const told = { file: blobs.fileOf(base.sha256), ...(signerName !== undefined && { signerName }) };
  return { document, base, told };
}

/** Has a draft looked into beside the application. A file that takes too long, or too much, ends its helper alone: `pdf.too-complex`; else throws what the file is. */
export async function askOfDraft(
  { drafts }: QueryContext,
  method: keyof typeof draftJob,
  told: Record<string, unknown>,
): Promise<unknown> {
  try {
    return await drafts.call(method, told, TEXT_MS_MAX);
  } catch (cause) {
    if (cause instanceof AppError && cause.code.startsWith('helper.'))
      throw new AppError('pdf.too-complex', {}, { cause, retryable: true });
    throw cause;
  }
}

/** Where number, date, signature and seal would go: as the page's text says, moved as this kind of paper was before. Throws `pdf.*`. */
export async function proposePlaces(
  context: QueryContext,
  documentId: OutgoingId,
): Promise<Output<'signing.proposePlaces'>> {
  const { document, told } = demandDraft(context, documentId);
  const read = ReadDraft.parse(await askOfDraft(context, 'readDraft', told));
  const shifts = rememberedShifts(context.db, document);
  const places = shifts ? shifted(read.proposed, shifts, read.pages) : read.proposed;
  return { ...read, places, isRemembered: shifts !== undefined };
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

const KeptRow = z.object({
  type_name: z.string(),
  code_notation: z.string(),
  shifts: z.string(),
  kept_at: Instant,
});

/** The kinds of paper of the agency whose boxes were moved here, the last one first. */
export const keptPlaces = (db: ReadDb, agencyId: AgencyId): readonly PlacesKept[] =>
  z
    .array(KeptRow)
    .parse(
      db
        .prepare(
          `select type_name, code_notation, shifts, kept_at from signing_places where agency_id = ?
           order by kept_at desc, type_name, code_notation`,
        )
        .all(agencyId),
    )
    .map((row) => ({
      typeName: row.type_name,
      codeNotation: row.code_notation,
      shifts: BoxShifts.parse(JSON.parse(row.shifts)),
      keptAt: row.kept_at,
    }));

/** Keeps how far the boxes were moved, for the next paper of this type and notation; boxes put back are forgotten. */
export const rememberPlaces = (
  context: ActionContext,
  document: PaperKind,
  { proposed, moved }: { readonly proposed: Places; readonly moved: Places },
): void => keepShifts(context, document, shiftsBetween(proposed, moved));

type PaperKind = Pick<Outgoing, 'agencyId' | 'typeName' | 'codeNotation'>;

/** Keeps the shifts of one kind of paper; none forgets it. */
export function keepShifts(
  context: ActionContext,
  { agencyId, typeName, codeNotation }: PaperKind,
  shifts: BoxShifts,
): void {
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
