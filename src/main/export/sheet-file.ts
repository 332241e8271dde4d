import type { MadeFile } from '../../shared/contract/shapes.ts';
import { AppError } from '../../shared/errors.ts';
import type { Form, FormFormat } from '../../shared/sheet/form.ts';
import { PAGED_ROWS_MAX, SHEET_ROWS_MAX, type Sheet, type SheetFormat } from '../../shared/sheet/sheet.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import type { Ports } from '../ports.ts';

/** A book of 100,000 rows takes a tenth of it on a slow machine. */
const MAKE_MS_MAX = 10 * 60_000;

type Printing = Pick<Ports, 'helpers' | 'printPage'>;

/**
 * A sheet as a file to be handed to the window's save: made beside the application, so that a long one holds nothing up. Throws `sheet.too-many-rows` before
 * anything is made, `print.no-browser` and `print.failed` of a PDF, `helper.timed-out`.
 */
export async function sheetFile(ports: Printing, sheet: Sheet, format: SheetFormat): Promise<MadeFile> {
  const limit = format === 'xlsx' ? SHEET_ROWS_MAX : PAGED_ROWS_MAX;
  const count = sheet.rows.length;
  if (count > limit)
    throw new AppError('sheet.too-many-rows', { count, limit, format: format.toUpperCase() });
  return made(ports, 'makeSheet', { sheet, format }, `${sheet.name}.${format}`);
}

/** A form of running text as a file. Throws `print.no-browser` and `print.failed` of a PDF, `helper.timed-out`. */
export const formFile = (ports: Printing, form: Form, format: FormFormat): Promise<MadeFile> =>
  made(ports, 'makeForm', { form, format }, `${form.name}.${format}`);

async function made(
  ports: Printing,
  method: 'makeSheet' | 'makeForm',
  input:
    | { readonly sheet: Sheet; readonly format: SheetFormat }
    | { readonly form: Form; readonly format: FormFormat },
  name: string,
): Promise<MadeFile> {
  const helper = ports.helpers.start('sheet');
  try {
    const file = (await helper.call(method, input, MAKE_MS_MAX)) as Uint8Array;
    const isPage = input.format === 'pdf';
    return madeFile(name, isPage ? await ports.printPage(new TextDecoder().decode(file)) : file);
  } finally {
    await helper.stop();
  }
}

/** A printed form, one or a few pages, under a name that can be saved. Throws as `Ports.printPage`. */
export const printedFile = async (
  ports: Pick<Ports, 'printPage'>,
  name: string,
  html: string,
): Promise<MadeFile> => madeFile(`${name}.pdf`, await ports.printPage(html));

const madeFile = (name: string, bytes: Uint8Array): MadeFile => ({
  name: safeFileName(name),
  content: Buffer.from(bytes).toString('base64'),
});
