/** Rows of a table that are looked at; the first ones say how the writer counted. */
const ROWS_MAX = 1000;
const ROWS_MIN = 2;
/** An object's head (ISO 32000-2 §7.3.10), and the white space that some tables point at. */
const HEAD_BYTES = 40;

/**
 * Whether the tables of a file that cannot be followed were right once: most rows still lead to an object, or it has the streams that no hand writes. One that never was says nothing by what
 * does not fit in it: readers open it all the same.
 */
export function wasExact(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (text.includes('startxref') && text.includes('/ObjStm') && text.includes('/W')) return true;
  const table = text.lastIndexOf('\nxref');
  if (table < 0) return false;
  const rows = text.subarray(table, table + ROWS_MAX * 20).toString('latin1');
  let [all, fitting] = [0, 0];
  for (const [, offset] of rows.matchAll(/(\d{10}) \d{5} n/g)) {
    const at = Number(offset);
    all++;
    if (/^\s*\d+\s+\d+\s+obj/.test(text.subarray(at, at + HEAD_BYTES).toString('latin1'))) fitting++;
  }
  return fitting >= ROWS_MIN && 2 * fitting >= all;
}
