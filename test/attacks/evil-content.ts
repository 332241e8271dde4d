import { asRef, asStream } from '../../src/signatures/pdf/objects.ts';
import { streamText } from './raw-revision.ts';
import { must, type Target } from './target.ts';

export const EVIL = 'BT /F1 14 Tf 72 700 Td (Chi 95 trieu dong) Tj ET';

/** The number of the page's first content stream. */
export function contentNumber({ view, page: { dict } }: Target): number {
  const entry = dict.entries.get('Contents');
  const item = asRef(entry) ?? (entry?.kind === 'array' ? asRef(entry.items[0]) : undefined);
  const ref = must(item, 'content');
  return must(asStream(view.resolve(ref)) && ref.num, 'content stream');
}

export const evilContent = (target: Target) => ({ num: contentNumber(target), body: streamText(EVIL) });
