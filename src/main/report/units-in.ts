import type { UnitChoice } from '../../shared/contract/report.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** To which unit each official belongs today, and what the units are called. */
export function unitsIn(db: ReadDb): {
  readonly unitOf: (officialId: string) => UnitChoice;
  readonly nameOf: (unit: UnitChoice) => string | undefined;
} {
  const of = new Map(allOf(db, 'official').map(({ id, body }) => [id, body.unitId]));
  const names = new Map<string, string>(allOf(db, 'unit').map(({ id, body }) => [id, body.name]));
  return {
    unitOf: (officialId) => of.get(officialId) ?? 'none',
    nameOf: (unit) => names.get(unit),
  };
}
