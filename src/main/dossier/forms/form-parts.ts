import type { Agency, Unit } from '../../../shared/domain/office/agency.ts';
import { AppError } from '../../../shared/errors.ts';
import type { SheetColumn } from '../../../shared/sheet/sheet.ts';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import type { QueryContext } from '../../handler.ts';

/** A column of a form of annex V: its head as printed, how wide, how its cells are read. */
type FormColumn = readonly [title: WordKey, widthMm: number, kind?: SheetColumn['kind']];

export const columnsOf = (columns: readonly FormColumn[]): SheetColumn[] =>
  columns.map(([title, widthMm, kind = 'text']) => ({
    title: say(title),
    widthMm,
    kind,
    ...(kind === 'number' && { align: 'centre' }),
  }));

/** What is written by hand. */
export const DOTS = '……………';

export function agencyOf({ read, ports }: Pick<QueryContext, 'read' | 'ports'>): Agency {
  const agency = read('agency', ports.profile.agencyId);
  if (!agency) throw new AppError('dossier.not-found');
  return agency;
}

/** Of an agency's unit, as annex V, III heads it: the agency, the unit under it. Without one, the agency under its superior. */
export function unitLines(agency: Agency, unit: Unit | undefined): string[] {
  const lines = unit ? [agency.name, unit.name] : [agency.parentName, agency.name];
  return lines.flatMap((line) => (line === undefined ? [] : [line.toLocaleUpperCase('vi')]));
}
