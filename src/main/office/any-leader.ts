import { OfficialId } from '../../shared/domain/core/values.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** Some leader of the agency, for asking rules what they would say; undefined where this replica knows none. */
export function anyLeader(db: ReadDb): OfficialId | undefined {
  const leader = allOf(db, 'official').find(({ body }) => body.roles.includes('leader'));
  return leader && OfficialId.parse(leader.id);
}
