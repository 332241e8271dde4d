import type { Ref } from '../../shared/domain/core/kinds.ts';
import type { FeedStore, StoredRow } from '../store/feed-store.ts';

/** `EntityRow` as JSON text around the stored body: a page is bound by serialising, so bodies are not parsed on the way out. */
export function rowText({ body, ...rest }: StoredRow): string {
  return `${JSON.stringify(rest).slice(0, -1)},"body":${body}}`;
}

/** Entities that one answer to a push may bring along. */
const CURRENT_MAX = 500;

/** The named entities as they are now, as far as the principals see them. */
export async function readCurrent(
  feed: FeedStore,
  principals: readonly string[],
  refs: readonly Ref[],
): Promise<readonly StoredRow[]> {
  const wanted = refs.slice(0, CURRENT_MAX);
  return wanted.length === 0 ? [] : feed.current(principals, wanted);
}
