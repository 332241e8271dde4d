import type { HandedOf } from '../../../shared/contract/dossier-forms.ts';
import type { DossierId, LocalDate, UnitId } from '../../../shared/domain/core/values.ts';
import type { Dossier } from '../../../shared/domain/dossier/dossier.ts';
import type { Unit } from '../../../shared/domain/office/agency.ts';
import { AppError } from '../../../shared/errors.ts';
import { formatDay } from '../../../shared/text/day.ts';
import type { QueryContext } from '../../handler.ts';
import { type Filed, filedIn } from '../filed.ts';
import { dossiersHanded } from '../store.ts';

/** A dossier as the forms of hand-over tell of it. */
export type Handed = {
  readonly dossierId: DossierId;
  readonly dossier: Dossier;
  readonly unitId: UnitId | undefined;
  /** The days of its first and its last document; absent where none bears a day. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Absent where not every document has been counted. */
  readonly pages?: number;
  /** Absent where not every document is here. */
  readonly files?: number;
};

/**
 * The dossiers of a hand-over in the order of their codes: one, or those of a year that stand in a view. Throws `dossier.not-found`, `dossier.none-to-hand`.
 */
export async function handedOver(context: QueryContext, of: HandedOf): Promise<readonly Handed[]> {
  const ids =
    'dossierId' in of ? [of.dossierId] : dossiersHanded(context.db, { ...of, today: context.today() });
  const found: Handed[] = [];
  for (const dossierId of ids) {
    const dossier = context.read('dossier', dossierId);
    if (!dossier) throw new AppError('dossier.not-found');
    const unitId = context.read('official', dossier.ownerId)?.unitId;
    if ('unitId' in of && of.unitId !== undefined && of.unitId !== unitId) continue;
    found.push({ dossierId, dossier, unitId, ...factsOf(await filedIn(context, dossierId)) });
  }
  if (found.length === 0) throw new AppError('dossier.none-to-hand');
  return found;
}

function factsOf(filed: readonly Filed[]): Pick<Handed, 'from' | 'to' | 'pages' | 'files'> {
  const days = filed.flatMap(({ named }) => named?.issuedOn ?? []).sort();
  const [from, to] = [days[0], days.at(-1)];
  const isCounted = filed.every(({ pageCount }) => pageCount !== undefined);
  const isHere = filed.every(({ named }) => named !== undefined);
  return {
    ...(from && to && { from, to }),
    ...(isCounted && { pages: filed.reduce((sum, { pageCount = 0 }) => sum + pageCount, 0) }),
    ...(isHere && { files: filed.reduce((sum, { files }) => sum + files.length, 0) }),
  };
}

/** Thời gian tài liệu: from the first document's day to the last one's. */
export function timeOf(handed: readonly Pick<Handed, 'from' | 'to'>[]): string {
  const days = handed.flatMap(({ from, to }) => (from && to ? [from, to] : [])).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (!from || !to) return '';
  return from === to ? formatDay(from) : `${formatDay(from)} - ${formatDay(to)}`;
}

/** The sum where each dossier has one; undefined where any of them lacks it. */
export function sumOf(handed: readonly Handed[], what: 'pages' | 'files'): number | undefined {
  const all = handed.map((each) => each[what]);
  return all.every((each) => each !== undefined)
    ? all.reduce<number>((sum, each) => sum + (each ?? 0), 0)
    : undefined;
}

/** The one unit that all of them come from; undefined where they come from several, or from none. */
export function unitOf({ read }: Pick<QueryContext, 'read'>, handed: readonly Handed[]): Unit | undefined {
  const [first, ...others] = new Set(handed.map(({ unitId }) => unitId));
  return first !== undefined && others.length === 0 ? read('unit', first) : undefined;
}
