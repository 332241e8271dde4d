import { z } from 'zod';
import { Sha256 } from '../domain/core/values.ts';
import { EntryFields } from '../domain/dossier/list.ts';
import { ListMapping, ListProblem } from '../domain/dossier/read-table.ts';
import { action } from './define.ts';

/** A workbook that was taken in, one of its sheets, and which column is what; without a mapping the program proposes one. */
export const ReadListInput = z.object({
  year: z.int().min(2000).max(2100),
  sha256: Sha256,
  sheet: z.int().min(0).max(19),
  mapping: ListMapping.optional(),
});
export type ReadListInput = z.infer<typeof ReadListInput>;

export const ReadListShown = z.object({
  sheets: z.array(z.string()),
  isCut: z.boolean(),
  /** Absent where no row looks like the heads of a list: then the columns are to be said. */
  mapping: ListMapping.optional(),
  heads: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  entryCount: z.int(),
  entries: z.array(z.object({ notation: z.string(), fields: EntryFields })),
  problemCount: z.int(),
  problems: z.array(z.object({ row: z.int(), problem: ListProblem, text: z.string() })),
});
export type ReadListShown = z.infer<typeof ReadListShown>;

/** Danh mục hồ sơ from a spreadsheet (NĐ 30/2020 annex V, II), for whoever makes the list. */
export const dossierImportContract = {
  /** A dry run: nothing is changed. */
  'dossier.readListFile': action(ReadListInput, ReadListShown),
  'dossier.importList': action(ReadListInput, z.object({ count: z.int() })),
} as const;
