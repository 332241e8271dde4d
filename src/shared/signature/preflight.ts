import { z } from 'zod';

/**
 * What may make a signed page say something else later, or what a signer cannot see (EN 319 142-1 and the shadow attacks that it leaves to the signer).
 * Worst first.
 */
export const PREFLIGHT_CODES = [
  'encrypted',
  'unreadable',
  'xfa',
  'javascript',
  'launch',
  'covered-text',
  'external-content',
  'action',
  'layers',
  'hidden-field',
  'embedded-file',
  'multimedia',
  'unembedded-font',
  'signed',
  'unchecked',
] as const;
export const PreflightCode = z.enum(PREFLIGHT_CODES);
export type PreflightCode = z.infer<typeof PreflightCode>;

/** `stop`: do not sign this file; `warn`: look first; `note`: good to know. */
export const PreflightWeight = z.enum(['stop', 'warn', 'note']);
export type PreflightWeight = z.infer<typeof PreflightWeight>;

/** A rectangle as a reader sees the page: points from its lower left corner, turned upright. */
export const PlaceOnPage = z.object({
  page: z.int().positive(),
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});
export type PlaceOnPage = z.infer<typeof PlaceOnPage>;

/** One reason to look before signing. Its sentence is `preflight.<code>` with `what` filled in. */
export const PreflightFinding = z.object({
  code: PreflightCode,
  weight: PreflightWeight,
  /** The name of the field, font, file or layer; empty where there is none. */
  what: z.string().max(200),
  page: z.int().positive().optional(),
  place: PlaceOnPage.optional(),
});
export type PreflightFinding = z.infer<typeof PreflightFinding>;

export const PREFLIGHT_FINDINGS_MAX = 100;
