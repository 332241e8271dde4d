import { z } from 'zod';
import { DossierId, UnitId } from '../domain/core/values.ts';
import { FormFormat } from '../sheet/form.ts';
import { SheetFormat } from '../sheet/sheet.ts';
import { action } from './define.ts';
import { MadeFile } from './shapes.ts';

/** Views whose dossiers of one year leave together: due soon or late, handed over and not yet accepted, accepted, kept by their units beyond their day. */
export const handedViews = ['due', 'submitted', 'archived', 'kept'] as const;
export const HandedView = z.enum(handedViews);
export type HandedView = z.infer<typeof HandedView>;

/** Years of dossiers. */
const Year = z.int().min(2000).max(2100);

/** One dossier, or those of a year in a view that the official sees, of one unit where it is named. */
export const HandedOf = z.union([
  z.object({ dossierId: DossierId }),
  z.object({ view: HandedView, year: Year, unitId: UnitId.optional() }),
]);
export type HandedOf = z.infer<typeof HandedOf>;

/** The forms of NĐ 30/2020 annex V as files. */
export const dossierFormsContract = {
  /** Danh mục hồ sơ of a year (annex V, II). */
  'dossier.exportYearList': action(z.object({ year: Year, format: SheetFormat }), MadeFile),
  /** Mục lục văn bản, tài liệu of a dossier (annex V, IV). */
  'dossier.exportContents': action(z.object({ dossierId: DossierId, format: SheetFormat }), MadeFile),
  /** Mục lục hồ sơ, tài liệu nộp lưu (annex V, III); of the view `kept` the list of what units keep (article 31.3d). */
  'dossier.exportHanded': action(z.object({ of: HandedOf, format: SheetFormat }), MadeFile),
  /** Biên bản giao nhận hồ sơ, tài liệu (annex V, V). */
  'dossier.exportRecord': action(z.object({ of: HandedOf, format: FormFormat }), MadeFile),
} as const;
