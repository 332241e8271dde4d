import { asRef } from '../../src/signatures/pdf/objects.ts';
import { latin1, must, type Target } from './target.ts';

/** A revision written by hand, for what no honest writer writes. Objects are texts; the table is a classic one. */
export type RawRevision = {
  readonly objects: readonly { readonly num: number; readonly gen?: number; readonly body: string }[];
  /** Entries beside those of the objects: free, at a given offset, with another generation. */
  readonly rows?: readonly {
    readonly num: number;
    readonly offset: number;
    readonly gen?: number;
    readonly free?: boolean;
  }[];
  /** More of the trailer; `{start}` is the revision's own first byte, `{at}` the offset of its table. */
  readonly trailer?: string;
  readonly prev?: number | undefined;
  readonly root?: string;
  /** Bytes between the objects and the table. */
  readonly loose?: string;
};

const row = (offset: number, gen: number, kind: 'n' | 'f'): string =>
  `${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} ${kind} \n`;

export function rawRevision(target: Target, revision: RawRevision): Uint8Array {
  const { bytes, file, view } = target;
  const start = bytes.length;
  let text = '\n';
  const rows = (revision.rows ?? []).map(({ num, offset, gen = 0, free }) => ({
    num,
    line: row(offset, gen, free ? 'f' : 'n'),
  }));
  for (const { num, gen = 0, body } of revision.objects) {
    rows.push({ num, line: row(start + text.length, gen, 'n') });
    text += `${num} ${gen} obj\n${body}\nendobj\n`;
  }
  text += revision.loose ?? '';
  const at = start + text.length;
  const root = must(asRef(view.trailer.entries.get('Root')), 'a catalogue');
  const head = must(file.revisions.at(-1), 'a revision').head;
  const prev = 'prev' in revision ? revision.prev : head;
  const lines = rows.toSorted((a, b) => a.num - b.num).map(({ num, line }) => `${num} 1\n${line}`);
  const more = (revision.trailer ?? '').replaceAll('{start}', String(start)).replaceAll('{at}', String(at));
  const size = 1 + Math.max(...view.numbers(), ...rows.map(({ num }) => num));
  text += `xref\n${lines.join('')}trailer\n<</Size ${size}/Root ${revision.root ?? `${root.num} 0 R`}`;
  text += `${prev === undefined ? '' : `/Prev ${prev}`}${more}>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([bytes, latin1(text)]);
}

export const streamText = (data: string, dict = ''): string =>
  `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`;

export const freeNumber = ({ view }: Target): number => 1 + Math.max(...view.numbers());

/** A revision whose table is a cross-reference stream, for objects inside object streams. Rows are type, second, third. */
export function rawStreamRevision(
  target: Target,
  objects: readonly { readonly num: number; readonly body: string }[],
  packed: readonly { readonly num: number; readonly stream: number; readonly index: number }[],
): Uint8Array {
  const { bytes, file, view } = target;
  const start = bytes.length;
  let text = '\n';
  const rows = packed.map(({ num, stream, index }) => ({ num, row: [2, stream, index] }));
  for (const { num, body } of objects) {
    rows.push({ num, row: [1, start + text.length, 0] });
    text += `${num} 0 obj\n${body}\nendobj\n`;
  }
  const own = 1 + Math.max(...view.numbers(), ...rows.map(({ num }) => num));
  const at = start + text.length;
  rows.push({ num: own, row: [1, at, 0] });
  rows.sort((a, b) => a.num - b.num);
  const data = rows.map(({ row: [type = 0, second = 0, third = 0] }) => {
    const cell = Buffer.alloc(7);
    cell.writeUInt8(type, 0);
    cell.writeUInt32BE(second, 1);
    cell.writeUInt16BE(third, 5);
    return cell.toString('latin1');
  });
  const root = must(asRef(view.trailer.entries.get('Root')), 'a catalogue');
  const prev = must(file.revisions.at(-1), 'a revision').head;
  const index = rows.map(({ num }) => `${num} 1`).join(' ');
  const dict = `/Type/XRef/Size ${own + 1}/Root ${root.num} 0 R/Prev ${prev}/W[1 4 2]/Index[${index}]`;
  text += `${own} 0 obj\n${streamText(data.join(''), dict)}\nendobj\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([bytes, latin1(text)]);
}
