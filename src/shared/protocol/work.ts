import { z } from 'zod';
import { AssignmentId, LocalDate } from '../domain/core/values.ts';
import { WorkRef } from '../domain/office/leaving-commands.ts';

/** Pieces that are told at once; those handed over make room for the next. */
export const WORK_ROWS_MAX = 500;

/**
 * GET /v1/officials/:id/work, for the administrator: what somebody who left still has in his hands. Told by kind, number and date alone: an administrator reads
 * no documents, so their subjects are not told.
 */
export const OpenWork = z.object({
  of: WorkRef,
  /** What he was to it: leads, takes part, drafts, is to sign, keeps, gave. */
  part: z.enum(['lead', 'share', 'drafter', 'signer', 'owner', 'giver']),
  assignmentIds: z.array(AssignmentId),
  state: z.string().max(40),
  /** Loại văn bản, and the number as it is said; empty where there is none yet. */
  typeName: z.string(),
  reference: z.string(),
  day: LocalDate.optional(),
  dueOn: LocalDate.optional(),
});
export type OpenWork = z.infer<typeof OpenWork>;
export const OpenWorkResponse = z.object({ work: z.array(OpenWork).max(WORK_ROWS_MAX), isMore: z.boolean() });
export type OpenWorkResponse = z.infer<typeof OpenWorkResponse>;
