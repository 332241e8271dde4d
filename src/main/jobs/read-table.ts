import { unzipSync, zipSync } from 'fflate';
import { z } from 'zod';
import { TABLE_COLUMNS_MAX, TABLE_ROWS_MAX } from '../../shared/domain/dossier/read-table.ts';
import { AppError } from '../../shared/errors.ts';
import { CELL_LETTERS_MAX } from '../../shared/sheet/sheet.ts';
import { KeptFile, keptSize, readKept } from '../store/kept-file.ts';

/** A list of thousands of lines takes less than one megabyte. */
export const TABLE_FILE_BYTES_MAX = 10 * 1024 * 1024;
/** Unpacked, all parts together. */
const UNPACKED_BYTES_MAX = 60 * 1024 * 1024;
const PARTS_MAX = 500;
const SHEETS_MAX = 20;

/** What is read of a workbook; crosses from the helper to the application. */
export const ReadTable = z.object({
  sheets: z.array(z.string()).max(SHEETS_MAX),
  rows: z.array(z.array(z.string())).max(TABLE_ROWS_MAX),
  /** Rows or columns were left out because there are too many. */
  isCut: z.boolean(),
});
export type ReadTable = z.infer<typeof ReadTable>;

const Wanted = z.object({
  file: KeptFile,
  sheet: z
    .int()
    .min(0)
    .max(SHEETS_MAX - 1),
});

/** One sheet of a workbook as text, cell by cell. Throws `table.too-large`, `table.unreadable`, `table.no-sheet`. */
async function readTable(input: unknown): Promise<ReadTable> {
  const { file, sheet } = Wanted.parse(input);
  if (keptSize(file) > TABLE_FILE_BYTES_MAX)
    throw new AppError('table.too-large', { limitMb: TABLE_FILE_BYTES_MAX / (1024 * 1024) });
  const bytes = repacked(await readKept(file));
  // Loaded when first asked for: the other work of this helper needs none of it.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(bytes.buffer as never);
  } catch (cause) {
    throw new AppError('table.unreadable', {}, { cause });
  }
  const page = book.worksheets[sheet];
  if (!page) throw new AppError('table.no-sheet');
  return { sheets: book.worksheets.slice(0, SHEETS_MAX).map(({ name }) => name), ...textOf(page) };
}

/** The same parts in a zip of ours: each unpacked here to no more than it says, so that the reader behind meets none that swells without end. */
function repacked(xlsx: Uint8Array): Uint8Array {
  let [total, count] = [0, 0];
  try {
    const parts = unzipSync(xlsx, {
      filter: ({ name, originalSize }) => {
        [total, count] = [total + originalSize, count + 1];
        if (total > UNPACKED_BYTES_MAX || count > PARTS_MAX) throw new RangeError('a workbook without end');
        return /\.(xml|rels)$/i.test(name);
      },
    });
    return zipSync(parts, { level: 0 });
  } catch (cause) {
    throw new AppError('table.unreadable', {}, { cause });
  }
}

type Cell = {
  readonly text: string;
  readonly isMerged: boolean;
  readonly address: string;
  readonly master: { readonly address: string };
};
type Page = {
  readonly eachRow: (
    each: (
      row: { readonly getCell: (at: number) => unknown; readonly cellCount: number },
      at: number,
    ) => void,
  ) => void;
};

function textOf(page: Page): Pick<ReadTable, 'rows' | 'isCut'> {
  const rows: string[][] = [];
  let isCut = false;
  page.eachRow((row, number) => {
    if (number > TABLE_ROWS_MAX) isCut = true;
    else {
      const width = Math.min(row.cellCount, TABLE_COLUMNS_MAX);
      if (row.cellCount > width) isCut = true;
      while (rows.length < number - 1) rows.push([]);
      rows.push(Array.from({ length: width }, (_, at) => cellText(row.getCell(at + 1) as Cell)));
    }
  });
  return { rows, isCut };
}

/** Of merged cells the first alone has the text. */
function cellText(cell: Cell): string {
  if (cell.isMerged && cell.master.address !== cell.address) return '';
  try {
    return cell.text.slice(0, CELL_LETTERS_MAX);
  } catch {
    // A link or a formula without a value: there is nothing to be read in it.
    return '';
  }
}

/** What the `index` helper does with a workbook. */
export const tableJob = { readTable } as const;
