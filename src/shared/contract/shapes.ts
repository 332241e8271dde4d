import { z } from 'zod';
import { AttachmentId, FileRef, Instant, LocalDate, OfficialId, Sha256 } from '../domain/core/values.ts';

/** A page of a list: at most 200 rows, then a cursor that only the same query understands. */
export const PAGE_ROWS_MAX = 200;
export const Page = z.object({
  limit: z.int().min(1).max(PAGE_ROWS_MAX),
  after: z.string().max(200).optional(),
});

/** A file that the application made, to be handed to the system's save under that name. */
export const MadeFile = z.object({ name: z.string(), content: z.base64() });
export type MadeFile = z.infer<typeof MadeFile>;

/** What is known of a file's signatures, for a row: the word and the icon come from this. */
/** `damaged`: nobody signed it, and its own checksums contradict its bytes. */
export const RowVerdict = z.enum([
  'valid',
  'indeterminate',
  'invalid',
  'unsigned',
  'paper',
  'unchecked',
  'damaged',
]);
export type RowVerdict = z.infer<typeof RowVerdict>;

/** synced = as on the server; waiting = changed here, not confirmed; refused = the server said no, see Đồng bộ. */
export const RowSync = z.enum(['synced', 'waiting', 'refused']);
export type RowSync = z.infer<typeof RowSync>;

export const Person = z.object({ officialId: OfficialId, fullName: z.string(), position: z.string() });
export type Person = z.infer<typeof Person>;

/** A file of a document and whether its bytes are on this machine. */
export const FileShown = z.object({
  attachmentId: AttachmentId.optional(),
  file: FileRef,
  isHere: z.boolean(),
  /** Of one that is not here: asked for and on its way, or the server did not give it. */
  away: z.enum(['coming', 'missing']).optional(),
  verdict: RowVerdict,
});
export type FileShown = z.infer<typeof FileShown>;

/** One step of "who has it now". */
export const TimelineStep = z.object({
  step: z.string(),
  at: z.union([Instant, LocalDate]).optional(),
  by: Person.optional(),
  text: z.string().optional(),
  state: z.enum(['done', 'current', 'to-come']),
});
export type TimelineStep = z.infer<typeof TimelineStep>;

/** What the actor may do now; a forbidden action carries the code of the sentence that says why. */
export const Allowed = z.object({ name: z.string(), isAllowed: z.boolean(), reason: z.string().optional() });
export type Allowed = z.infer<typeof Allowed>;

/** A file that was taken in: kept by content, looked at, not yet part of any document. */
export const AcceptedFile = z.object({
  file: FileRef,
  verdict: RowVerdict,
  /** Of a PDF that was made here from a Word document: that document. */
  docx: FileRef.optional(),
});
export type AcceptedFile = z.infer<typeof AcceptedFile>;

export const Sha256Input = z.object({ sha256: Sha256 });
