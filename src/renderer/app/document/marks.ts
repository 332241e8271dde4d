import { useState } from 'react';
import type { Marks } from '../../ui/grid-keys.ts';

const none: ReadonlySet<string> = new Set();

/** Rows of a view that are marked to be dealt with together; another view begins with none. */
export function useMarks(view: string): Marks & { readonly clear: () => void } {
  const [marked, setMarked] = useState({ view, keys: none });
  const onMark = (keys: ReadonlySet<string>) => setMarked({ view, keys });
  return { keys: marked.view === view ? marked.keys : none, onMark, clear: () => onMark(none) };
}
