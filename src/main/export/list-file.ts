import { zipSync } from 'fflate';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import { PAGED_ROWS_MAX, type Sheet, type SheetFormat } from '../../shared/sheet/sheet.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { say } from '../../shared/words/vi.ts';
import type { Ports } from '../ports.ts';
import { sheetFile } from './sheet-file.ts';

/** The same in every zip: what was made, not when. */
const ZIP_TIME = new Date(1980, 0, 1);

/**
 * A list as a file, however long: more rows than are set in one volume leave as several, one after the other, in one zip. Throws as `sheetFile`; what was made until then is dropped.
 */
export async function listFile(
  ports: Pick<Ports, 'helpers' | 'printPage'>,
  sheet: Sheet,
  format: SheetFormat,
): Promise<MadeFile> {
  const total = format === 'xlsx' ? 1 : Math.ceil(sheet.rows.length / PAGED_ROWS_MAX);
  if (total <= 1) return sheetFile(ports, sheet, format);
  const parts: Record<string, Uint8Array> = {};
  for (let part = 1; part <= total; part += 1) {
    const rows = sheet.rows.slice((part - 1) * PAGED_ROWS_MAX, part * PAGED_ROWS_MAX);
    const subtitle = [...(sheet.subtitle ?? []), say('list.part', { part, total })];
    const made = await sheetFile(ports, { ...sheet, subtitle, rows }, format);
    const name = safeFileName(`${sheet.name}-${String(part).padStart(2, '0')}.${format}`);
    parts[name] = Buffer.from(made.content, 'base64');
  }
  const zip = zipSync(parts, { level: 0, mtime: ZIP_TIME });
  return { name: safeFileName(`${sheet.name}.zip`), content: Buffer.from(zip).toString('base64') };
}
