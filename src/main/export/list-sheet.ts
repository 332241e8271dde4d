import type { Agency } from '../../shared/domain/office/agency.ts';
import { AppError } from '../../shared/errors.ts';
import { SHEET_ROWS_MAX, type Sheet, type SheetCell, type SheetColumn } from '../../shared/sheet/sheet.ts';
import { saveName } from '../../shared/text/save-name.ts';
import type { QueryContext } from '../handler.ts';
import { agencyLines } from './agency-lines.ts';

/** One column of a list: its head, its width, and what a row has there. */
export type ListColumn<Row> = Pick<SheetColumn, 'title' | 'widthMm' | 'kind'> & {
  readonly cell: (row: Row) => SheetCell;
};

type Wanted<Row, Name extends string> = {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly all: Readonly<Record<Name, ListColumn<Row>>>;
  readonly columns: readonly Name[];
  readonly rows: readonly Row[];
};

/** Wider than this, and a page is turned. */
const PORTRAIT_MM = 180;

/** A list as a sheet: the chosen columns in the chosen order, rows as they come, under the agency's name. */
export function listSheet<Row, Name extends string>(
  { read, ports }: Pick<QueryContext, 'read' | 'ports'>,
  { title, subtitle, all, columns, rows }: Wanted<Row, Name>,
): Sheet {
  const agency: Agency | undefined = read('agency', ports.profile.agencyId);
  const chosen = [...new Set(columns)].map((name) => all[name]);
  const width = chosen.reduce((sum, { widthMm }) => sum + widthMm, 0);
  return {
    name: saveName({ reference: '', subject: title, fileName: 'danh-sach' }),
    title: title.toLocaleUpperCase('vi'),
    subtitle: subtitle.filter((line) => line !== ''),
    agency: agency ? agencyLines(agency) : [],
    orientation: width > PORTRAIT_MM ? 'landscape' : 'portrait',
    columns: chosen.map(({ title: head, widthMm, kind }) => ({ title: head, widthMm, kind })),
    rows: rows.map((row) => ({ cells: chosen.map(({ cell }) => cell(row)) })),
  };
}

type Page<Row> = { readonly rows: readonly Row[]; readonly next?: string | undefined };

/** Every row of a list, page after page, letting other work through between pages. Throws `sheet.too-many-rows` as soon as there are more than leave at once. */
export async function allRows<Row>(
  page: (after: string | undefined) => Page<Row> | Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const found = await page(after);
    rows.push(...found.rows);
    if (rows.length > SHEET_ROWS_MAX)
      throw new AppError('sheet.too-many-rows', {
        ...{ count: rows.length, limit: SHEET_ROWS_MAX, format: 'XLSX' },
      });
    after = found.next;
    await new Promise((resolve) => setImmediate(resolve));
  } while (after !== undefined);
  return rows;
}
