import type { Actor } from '../../shared/domain/core/command.ts';
import { OfficialId } from '../../shared/domain/core/values.ts';
import { isHere } from '../../shared/domain/office/leaving-commands.ts';
import { isColleague } from '../../shared/domain/office/official.ts';
import { fold } from '../../shared/text/fold.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** Some leader of the agency, for asking rules what they would say; undefined where this replica knows none. */
export function anyLeader(db: ReadDb): OfficialId | undefined {
  const leader = allOf(db, 'official').find(({ body }) => body.roles.includes('leader') && isHere(body));
  return leader && OfficialId.parse(leader.id);
}

/** Some colleague of an official's own unit, for asking rules what they would say; himself where he is alone in it. */
export function anyColleague(db: ReadDb, actor: Pick<Actor, 'id' | 'unitId' | 'posts'>): OfficialId {
  const found = allOf(db, 'official').find(
    (each) => each.id !== actor.id && isColleague(each.body, actor) && isHere(each.body),
  );
  return found ? OfficialId.parse(found.id) : actor.id;
}

/** The agency's one leader of that name, whatever its marks; undefined where none or several have it. */
export function leaderNamed(db: ReadDb, name: string): OfficialId | undefined {
  const [only, second] = allOf(db, 'official').filter(
    ({ body }) => body.roles.includes('leader') && fold(body.fullName) === fold(name),
  );
  return only && !second ? OfficialId.parse(only.id) : undefined;
}
