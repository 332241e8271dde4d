/** What a Range header asks of a file of a known size: everything, a part (both ends included), or something impossible. */
export type Wanted = 'whole' | 'unsatisfiable' | { readonly start: number; readonly end: number };

/** RFC 9110 §14: one range of bytes; several, or another unit, are answered with the whole file, as the clause allows. */
export function wantedRange(header: string | null, sizeBytes: number): Wanted {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return 'whole';
  return start >= sizeBytes ? 'unsatisfiable' : { start, end };
}
