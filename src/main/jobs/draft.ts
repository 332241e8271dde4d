import { z } from 'zod';
import type { PaperFacts } from '../../shared/domain/outgoing/check-paper.ts';
import { plainNotation } from '../../shared/domain/outgoing/on-page.ts';
import { AppError } from '../../shared/errors.ts';
import { Places } from '../../shared/signature/places.ts';
import { PlaceOnPage } from '../../shared/signature/preflight.ts';
import { openPdf } from '../../signatures/pdf/file.ts';
import { placementFrom, proposedPlaces } from '../../signatures/prepare/boxes.ts';
import { type FoundPlacement, findPlacement } from '../../signatures/prepare/placement.ts';
import { isPreparedToSeal, PREPARED_FIELDS, prepareForSigning } from '../../signatures/prepare/prepare.ts';
import { fieldsOf } from '../../signatures/sign/fields.ts';
import { textLines } from '../intake/lines.ts';
import { readPageText } from '../intake/page-text.ts';
import { wordFacts } from '../outgoing/word-facts.ts';
import { KeptFile, keptSize, readKept } from '../store/kept-file.ts';

/** Main files of drafts; what is larger belongs into attachments. */
export const DRAFT_BYTES_MAX = 100 * 1024 * 1024;

const Draft = z.object({ file: KeptFile, signerName: z.string().optional() });
const DraftToPrepare = Draft.extend({ codeNotation: z.string(), places: Places.optional() });
export type DraftToPrepare = z.input<typeof DraftToPrepare>;

/** What a draft's pages propose; crosses from the helper to the application. */
export const ReadDraft = z.object({
  pages: z.array(z.object({ width: z.number(), height: z.number() })),
  proposed: Places,
  certain: z.object({ number: z.boolean(), date: z.boolean(), person: z.boolean() }),
  /** Submitted before and sent back: its fields stand already and cannot be moved. */
  isPrepared: z.boolean(),
});
export type ReadDraft = z.infer<typeof ReadDraft>;

/** The draft with its empty fields; without `bytes` it has them already. */
export const PreparedDraft = z.object({ proposed: Places, bytes: z.instanceof(Uint8Array).optional() });
type Prepared = { readonly proposed: Places; readonly bytes?: Uint8Array };

const TextPlace = PlaceOnPage.extend({ fontSize: z.number(), coversText: z.boolean() });
/** Where the agency's three signatures go on a paper that was signed before anybody prepared it. */
export const SignedPaper = z.object({ number: TextPlace, date: TextPlace, seal: PlaceOnPage });
type SignedPaper = z.infer<typeof SignedPaper>;

async function read({ file, signerName }: z.infer<typeof Draft>) {
  if (keptSize(file) > DRAFT_BYTES_MAX)
    throw new AppError('file.too-large', { limitMb: DRAFT_BYTES_MAX / (1024 * 1024) });
  const bytes = await readKept(file);
  const text = await readPageText(bytes);
  const { items, pages } = text;
  const found = findPlacement({ items, pages, ...(signerName !== undefined && { signerName }) });
  const isPrepared = fieldsOf(openPdf(bytes).latest).some(({ name }) => name === PREPARED_FIELDS.person);
  return { bytes, text, found, isPrepared };
}

/** Where number, date, signature and seal would go, as the page's text says. Throws `file.too-large`, `pdf.*`. */
async function readDraft(input: unknown): Promise<ReadDraft> {
  const { text, found, isPrepared } = await read(Draft.parse(input));
  const pages = text.pages.map(({ width, height }) => ({ width, height }));
  return { pages, proposed: proposedPlaces(found), certain: found.certain, isPrepared };
}

/**
 * Writes the empty fields for number, date, signature and seal where the page's own text asks for them, or where the drafter put them. Throws, because no later
 * revision could mend it, `signing.number-on-page`, `signing.date-on-page` (the register gives them after the signature), `signing.notation-*`; and as reading.
 */
async function prepareDraft(input: unknown): Promise<Prepared> {
  const { codeNotation, places, ...draft } = DraftToPrepare.parse(input);
  const { bytes, text, found, isPrepared } = await read(draft);
  demandSameNotation(codeNotation, found);
  const proposed = proposedPlaces(found);
  if (isPrepared) return { proposed };
  if (!found.number) throw new AppError('signing.number-on-page', { notation: found.notation ?? '' });
  if (!found.date) throw new AppError('signing.date-on-page');
  const placement = places ? placementFrom(found, places, text) : found;
  return { proposed, bytes: prepareForSigning(bytes, placement) };
}

/**
 * The same of a paper that its signer has signed elsewhere. Number and date must have their blanks on the page itself, because a guess could not be moved any
 * more; one that was signed in our fields has them there. Throws `signing.no-room-on-page`, `signing.notation-*`; and as reading.
 */
async function readSigned(input: unknown): Promise<SignedPaper | undefined> {
  const { codeNotation, ...draft } = Draft.extend({ codeNotation: z.string() }).parse(input);
  const { bytes, found } = await read(draft);
  demandSameNotation(codeNotation, found);
  // As sealing will judge it: a signature field of ours alone holds neither number nor date.
  if (isPreparedToSeal(openPdf(bytes).latest)) return undefined;
  const { number, date, seal, certain } = found;
  if (!number || !date || !certain.number || !certain.date)
    throw new AppError('signing.no-room-on-page', { notation: codeNotation });
  return { number, date, seal };
}

/** Number and notation are read as one (annex I part II I.3): the page must not say another than the register will. */
function demandSameNotation(codeNotation: string, { notation }: FoundPlacement): void {
  if (notation === undefined) throw new AppError('signing.notation-not-on-page', { notation: codeNotation });
  const onPage = plainNotation(notation);
  if (onPage !== plainNotation(codeNotation))
    throw new AppError('signing.notation-differs', { page: onPage, draft: codeNotation });
}

const Paper = z.object({ file: KeptFile, docx: KeptFile.optional() });
const POINT_MM = 25.4 / 72;
const LINES_MAX = 5_000;

/** What a check asks of a draft: its page, its lines, and how its Word document is set. Throws as reading. */
async function readPaper(input: unknown): Promise<PaperFacts> {
  const { file, docx } = Paper.parse(input);
  const { text } = await read({ file });
  const [page] = text.pages;
  const word = docx && keptSize(docx) <= DRAFT_BYTES_MAX ? wordFacts(await readKept(docx)) : undefined;
  return {
    pageMm: { width: (page?.width ?? 0) * POINT_MM, height: (page?.height ?? 0) * POINT_MM },
    lines: textLines(text.items).slice(0, LINES_MAX),
    ...(word && { word }),
  };
}

/** What the `index` helper does with a draft. */
export const draftJob = { readDraft, prepareDraft, readSigned, readPaper } as const;
