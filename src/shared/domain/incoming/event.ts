import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AssignmentId, DossierId, IncomingId, Instant, Note, OfficialId, TaskId } from '../core/values.ts';

/** Who speaks, as the phiếu giải quyết orders it (NĐ 30/2020 annex IV.VII): the agency's leader, the head of a unit, whoever works on it. */
export const opinionLevels = ['leader', 'unit', 'specialist'] as const;
export const OpinionLevel = z.enum(opinionLevels);
export type OpinionLevel = z.infer<typeof OpinionLevel>;

/** What was made to hang on a document and outlives it: a task that it gave, its place in a dossier. */
export const HangingRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), id: TaskId }),
  z.object({ kind: z.literal('dossier'), id: DossierId }),
]);
export type HangingRef = z.infer<typeof HangingRef>;

/** Giữ or gỡ: what hangs on a document that its sender took back stays with its line, or is of it no more. */
export const Settlement = z.enum(['keep', 'detach']);
export type Settlement = z.infer<typeof Settlement>;

/** One thing that happened to an incoming document besides directives; only ever added (annex VI part I, III.5.a: what was said and done is kept). */
export const IncomingEvent = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  what: z.enum(['present', 'send-back', 'opinion', 'hand-back', 'withdraw', 'finish', ...Settlement.options]),
  by: OfficialId,
  doneAt: Instant,
  text: Note,
  /** Of an opinion. */
  level: OpinionLevel.optional(),
  /** Whom it concerns: the leader it was put before, the holder of the share. */
  to: OfficialId.optional(),
  assignmentId: AssignmentId.optional(),
  /** Of a settlement: about what, and what that was called. */
  of: HangingRef.optional(),
  name: Note.optional(),
});
export type IncomingEvent = z.infer<typeof IncomingEvent>;
