import { z } from 'zod';
import { LocalDate } from '../domain/core/values.ts';
import { action, query } from './define.ts';

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

/** Where a condition's words stand: in one field, or anywhere, the text of the files included. */
export const searchFields = ['any', 'reference', 'subject', 'organ', 'signer', 'note', 'content'] as const;
export const SearchField = z.enum(searchFields);
export type SearchField = z.infer<typeof SearchField>;
export const searchJoins = ['and', 'or', 'not'] as const;
/** Và, hoặc, trừ: how a condition goes with everything before it. */
export const SearchCondition = z.object({
  join: z.enum(searchJoins),
  field: SearchField,
  text: z.string().max(200),
});
export type SearchCondition = z.infer<typeof SearchCondition>;
export const CONDITIONS_MAX = 8;

/** What narrows a search beside its text (annex VI part I, III.6.d). */
export const searchLimits = {
  also: z.array(SearchCondition).max(CONDITIONS_MAX).optional(),
  kind: z.enum(['incoming', 'outgoing']).optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
} as const;
export const SearchOrder = z.enum(['newest', 'ranked']);

/** A search as it can be asked again. */
export const SearchAsked = z.object({ text: z.string().max(500), order: SearchOrder, ...searchLimits });
export type SearchAsked = z.infer<typeof SearchAsked>;

/** Searches that one official keeps on one machine. */
export const SAVED_SEARCHES_MAX = 50;
export const SavedName = z.string().trim().min(1).max(100);
export const SavedSearch = z.object({ name: SavedName, asked: SearchAsked });
export type SavedSearch = z.infer<typeof SavedSearch>;

export const searchContract = {
  /** Folded search over numbers, subjects and file text; `newest` first, or `ranked` over the newest 2,000 hits. */
  'search.find': query(
    z.object({ ...SearchAsked.shape, limit: z.int().min(1).max(200) }),
    z.object({ hits: z.array(SearchHit), isMore: z.boolean() }),
  ),
  /** Yêu cầu tìm kiếm đã lưu (annex VI part I, III.6.e), by name. */
  'search.saved': query(z.object({}), z.array(SavedSearch)),
  /** Keeps a search under a name; one that has the name already is replaced. */
  'search.save': action(SavedSearch, z.object({})),
  'search.forget': action(z.object({ name: SavedName }), z.object({})),
} as const;
