import type { Person } from '../../shared/contract/shapes.ts';
import { OfficialId } from '../../shared/domain/core/values.ts';
import type { ReadDb } from '../store/handles.ts';

/** The name behind an id; undefined for an official whom this replica has not met. */
export function personOf(db: ReadDb, officialId: string | undefined): Person | undefined {
  if (officialId === undefined) return undefined;
  const found = db
    .prepare<[string], { fullName: string; position: string }>(
      'select full_name as fullName, position from office_official where official_id = ?',
    )
    .get(officialId);
  return found && { officialId: OfficialId.parse(officialId), ...found };
}

/** The person of a joined row. */
export const personIn = (
  officialId: string | null,
  fullName: string | null,
  position: string | null,
): Person | undefined =>
  officialId === null || fullName === null || position === null
    ? undefined
    : { officialId: officialId as OfficialId, fullName, position };
