import { z } from 'zod';
import { DocumentRef } from '../domain/core/document-ref.ts';
import { Instant, LocalDate, Month, OfficialId, Sha256 } from '../domain/core/values.ts';

/** Of one request; a device that was offline for long sends several. */
export const OPENINGS_MAX = 500;
/** Of one answer. */
export const OPENINGS_SHOWN_MAX = 200;
/** What is older is taken away. */
export const OPENINGS_KEPT_DAYS = 365;

/** That an official looked at a document, or at one of its files. Never what stands in it. */
export const Opening = z.object({
  /** For ever: an opening that is sent again counts once. */
  openingId: z.uuid(),
  of: DocumentRef,
  /** The file, where one was shown. */
  sha256: Sha256.optional(),
  /** By the device's corrected clock. */
  openedAt: Instant,
});
export type Opening = z.infer<typeof Opening>;

/** POST /v1/openings: what the device's official opened since it last told, offline too. */
export const OpeningsRequest = z.object({ openings: z.array(Opening).min(1).max(OPENINGS_MAX) });

/** GET /v1/openings?kind&id&before: who opened what, the latest first, for an administrator of the agency; with `kind` and `id`, of one document. */
export const OpeningsReport = z.object({
  openings: z.array(
    z.object({
      openingId: z.string(),
      of: DocumentRef,
      /** Its number, as far as it has one and is still there: nothing else of it is an administrator's to read. */
      number: z.string().optional(),
      isFile: z.boolean(),
      openedAt: Instant,
      /** When the server was told: later by days where the device had no line. */
      notedAt: Instant,
      officialId: OfficialId,
      deviceName: z.string(),
    }),
  ),
  /** What to ask for the next answer; absent at the end. */
  before: z.string().max(100).optional(),
  /** The agency's chain of operations: how many, and the last link, to be written down elsewhere. */
  chain: z.object({ operations: z.int(), head: z.string() }),
});
export type OpeningsReport = z.infer<typeof OpeningsReport>;

/** The longest period that is counted at once: what is kept. */
export const OPENINGS_PERIOD_DAYS_MAX = 366;
/** Officials of one answer, those who opened most first. */
export const OPENINGS_OFFICIALS_MAX = 500;

/** GET /v1/openings/counts?from&to: days of Asia/Ho_Chi_Minh, both counted. */
export const OpeningsPeriod = z.object({ from: LocalDate, to: LocalDate });
export type OpeningsPeriod = z.infer<typeof OpeningsPeriod>;

const counts = {
  /** Every opening, of a document or of a file of it. */
  openingCount: z.int(),
  fileCount: z.int(),
  /** Different documents. */
  documentCount: z.int(),
};
/** How often documents were opened in a period (annex VI part I, II.3, III.6.a, III.6.b); counts alone, no document. */
export const OpeningCounts = z.object({
  whole: z.object({ ...counts, officialCount: z.int() }),
  byMonth: z.array(z.object({ month: Month, ...counts, officialCount: z.int() })),
  byOfficial: z.array(z.object({ officialId: OfficialId, ...counts, lastAt: Instant })),
});
export type OpeningCounts = z.infer<typeof OpeningCounts>;
