import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { asFile, run } from '../support/judges.ts';
import { APART, type YearOffice } from './office.ts';

type Book = {
  readonly name: string;
  readonly book: 'incoming' | 'outgoing';
  readonly key?: string;
  readonly mark: RegExp;
};
const BOOKS: readonly Book[] = [
  { name: 'incoming', book: 'incoming', mark: /Đ\d{6}/g },
  { name: 'outgoing', book: 'outgoing', mark: /G\d{6}/g },
  { name: APART.key, book: 'outgoing', key: APART.key, mark: /G\d{6}/g },
];

/** Whether each register runs from 1 to its last number without a gap or a double, by plain SQL over the stored bodies. Answers what is wrong. */
export async function gapsIn({ server, agencyId, book }: YearOffice): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, book: which, key } of BOOKS) {
    const column = which === 'incoming' ? 'arrivalNumber' : 'number';
    const [found] = await server.sql<{
      lowest: number;
      highest: number;
      all: number;
      different: number;
      next: number;
    }>(
      `select min(n)::int as lowest, max(n)::int as highest, count(n)::int as all, count(distinct n)::int as different,
         (select (body::json ->> 'next')::int from entities where kind = 'register' and id = $3) as next
       from (select (body::json ->> '${column}')::int as n from entities
         where agency_id = $1 and kind = $2 and body::json ->> 'registerId' = $3) as numbers where n is not null`,
      [agencyId, which, book(which, key)],
    );
    const { lowest, highest, all, different, next } = found ?? {
      lowest: 0,
      highest: 0,
      all: 0,
      different: 0,
      next: 0,
    };
    if (lowest !== 1 || highest !== all || different !== all || next !== all + 1)
      problems.push(`book ${name}: ${JSON.stringify(found)} is not 1..n`);
  }
  return problems;
}

/** Exports every book, or the named one, in its three forms and reads each back with another program: the first and the last number and how many rows. Answers what is wrong. */
export async function printBooks(
  office: YearOffice,
  numbers: ReadonlyMap<string, number>,
  only?: string,
): Promise<{ readonly problems: readonly string[]; readonly files: number }> {
  const problems: string[] = [];
  let files = 0;
  const [clerk] = office.clerks;
  if (!clerk) throw new Error('an office has a clerk');
  for (const book of BOOKS.filter(({ name }) => only === undefined || name === only)) {
    const last = numbers.get(book.name) ?? 0;
    for (const format of ['xlsx', 'docx', 'pdf'] as const) {
      const registerId = office.book(book.book, book.key);
      const { content } = await office
        .deskOf(clerk)
        .ask('register.export', { registerId, form: 'register', format });
      const read = await readers[format](Buffer.from(content, 'base64'), book);
      const expected = { first: 1, last, rows: last, says: true };
      files += 1;
      if (JSON.stringify(read(last)) !== JSON.stringify(expected))
        problems.push(
          `${book.name}.${format}: ${JSON.stringify(read(last))} instead of ${JSON.stringify(expected)}`,
        );
    }
  }
  return { problems, files };
}

type Found = { readonly first: number; readonly last: number; readonly rows: number; readonly says: boolean };
type Reader = (bytes: Buffer, book: Book) => Promise<(last: number) => Found>;

/** "Sổ có n số", as the form says under the rows. */
const saysCount = (text: string, count: number): boolean =>
  new RegExp(`Sổ có ${String(count)} số`).test(text);

const readers: Readonly<Record<'xlsx' | 'docx' | 'pdf', Reader>> = {
  xlsx: async (bytes, book) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as never);
    const numbers: number[] = [];
    let text = '';
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) => {
        const line = (row.values as unknown[]).map(String).join(' | ');
        text += `${line}\n`;
        const marks = line.match(book.mark);
        if (marks)
          numbers.push(
            ...(row.values as unknown[]).filter((each): each is number => typeof each === 'number'),
          );
        if (marks && book.book === 'outgoing') numbers.push(Number(/(\d+)\/SMM/.exec(line)?.[1]));
      }),
    );
    return foundIn(numbers, text);
  },
  docx: async (bytes, book) => {
    const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
    const lines = xml.split('</w:tr>').map((row) => row.replaceAll('</w:p>', ' | ').replace(/<[^>]+>/g, ''));
    return foundIn(numbersIn(lines, book), lines.join('\n'));
  },
  pdf: async (bytes, book) => {
    const text = await asFile(bytes, async (file) => (await run('pdftotext', '-layout', file, '-')).out);
    const rows = book.book === 'incoming' ? /^\s*\d{2}\/\d{2}\/\d{4}\s+(\d+)\s/gm : /(\d+)\/SMM/g;
    return foundIn(
      [...text.matchAll(rows)].map(([, number]) => Number(number)),
      text.normalize('NFC'),
    );
  },
};

const numbersIn = (lines: readonly string[], { mark, book }: Book): readonly number[] =>
  lines.flatMap((line) => {
    if (!line.match(mark)) return [];
    const found = book === 'incoming' ? /\|\s*(\d+)\s*\|/.exec(line) : /(\d+)\/SMM/.exec(line);
    return found ? [Number(found[1])] : [];
  });

const foundIn =
  (numbers: readonly number[], text: string) =>
  (last: number): Found => ({
    first: Math.min(...numbers),
    last: Math.max(...numbers),
    rows: new Set(numbers).size,
    says: saysCount(text, last),
  });
