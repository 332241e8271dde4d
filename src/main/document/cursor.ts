import { AppError } from '../../shared/errors.ts';

/** Where a page ended: the last row's sort key and what tells rows of the same key apart. */
export type Cursor = { readonly key: number; readonly tie: string };

export const writeCursor = ({ key, tie }: Cursor): string => `${String(key)}.${tie}`;

/** Reads a cursor that this program wrote; anything else is `input.invalid`. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const found = /^(\d{1,16})\.([0-9a-f-]{1,36})$/.exec(text);
  if (!found?.[1] || !found[2]) throw new AppError('input.invalid', { path: 'after' });
  return { key: Number(found[1]), tie: found[2] };
}

/** Above every sort key and every row: where a list begins. */
export const BEGINNING = Number.MAX_SAFE_INTEGER;
/** Above every id. */
export const BEGINNING_ID = '~';
