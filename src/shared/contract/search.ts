import { z } from 'zod';
import { LocalDate } from '../domain/core/values.ts';
import { query } from './define.ts';

export const SearchHit = z.object({
  kind: z.enum(['incoming', 'outgoing']),
  documentId: z.string(),
  reference: z.string(),
  subject: z.string(),
  organName: z.string(),
  day: LocalDate,
  /** Words around the hit, with the matched parts between U+2068 and U+2069. */
  snippet: z.string(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const searchContract = {
  /** Folded search over numbers, subjects and file text; `newest` first, or `ranked` over the newest 2,000 hits. */
  'search.find': query(
    z.object({
      text: z.string().max(500),
      order: z.enum(['newest', 'ranked']),
      limit: z.int().min(1).max(200),
    }),
    z.object({ hits: z.array(SearchHit), isMore: z.boolean() }),
  ),
} as const;
