import type { Output } from '../../shared/contract/contract.ts';
import type { LeaverShown } from '../../shared/contract/office.ts';
import type { OfficialId } from '../../shared/domain/core/values.ts';
import { AgencyId, RegisterId, UnitId } from '../../shared/domain/core/values.ts';
import { isHere } from '../../shared/domain/office/leaving-commands.ts';
import { Official } from '../../shared/domain/office/official.ts';
import type { Book } from '../../shared/domain/office/register.ts';
import { foldedWords } from '../../shared/text/fold.ts';
import { personOf } from '../document/people.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** Officials who are here, in the order of their names. */
export function listOfficials(db: ReadDb): { officialId: OfficialId; official: Official }[] {
  const order = db
    .prepare<[], string>('select official_id from office_official order by sort_name, official_id')
    .pluck()
    .all();
  const place = new Map(order.map((id, index) => [id, index]));
  return allOf(db, 'official')
    .filter(({ body }) => isHere(body))
    .map(({ id, body }) => ({ officialId: id as OfficialId, official: Official.parse(body) }))
    .sort((a, b) => (place.get(a.officialId) ?? 0) - (place.get(b.officialId) ?? 0));
}

const names = new Intl.Collator('vi', { numeric: true });

/** Units of the agency that are not closed, by name, with who answers for each where he is here. */
export const listUnits = (db: ReadDb): Output<'office.listUnits'> =>
  allOf(db, 'unit')
    .filter(({ body }) => body.closedOn === undefined)
    .map(({ id, body: { name, notation, headId } }) => {
      const head = headId && personOf(db, headId);
      return { unitId: UnitId.parse(id), name, notation, ...(head && { head }) };
    })
    .sort((a, b) => names.compare(a.name, b.name));

/** Who has left the agency, the latest first. */
export const listLeavers = (db: ReadDb): LeaverShown[] =>
  allOf(db, 'official')
    .flatMap(({ id, body: { fullName, position, leftOn } }) =>
      leftOn === undefined ? [] : [{ officialId: id as OfficialId, fullName, position, leftOn }],
    )
    .sort((a, b) => b.leftOn.localeCompare(a.leftOn));

/** Agencies whose name or code has every word of the text, folded; each word may be unfinished. */
export function findAgencies(
  db: ReadDb,
  text: string,
  limit: number,
): { agencyId: AgencyId; name: string; code: string }[] {
  const words = foldedWords(text);
  const found: { agencyId: AgencyId; name: string; code: string }[] = [];
  const rows = db
    .prepare<[], { agencyId: string; name: string; code: string; searchText: string }>(
      'select agency_id as agencyId, name, code, search_text as searchText from directory_agency order by search_text',
    )
    .iterate();
  for (const { agencyId, name, code, searchText } of rows) {
    if (!words.every((word) => searchText.includes(word))) continue;
    found.push({ agencyId: AgencyId.parse(agencyId), name, code });
    if (found.length === limit) break;
  }
  return found;
}

/** Books of one kind, the newest year first, in a year the common one before those apart. */
export const listRegisters = (db: ReadDb, book: Book): Output<'office.listRegisters'> =>
  allOf(db, 'register')
    .filter(({ body }) => body.book === book)
    .map(({ id, body: { name, year, next, lastIssuedOn, series, apart } }) => ({
      ...{ registerId: RegisterId.parse(id), name, year, next, lastIssuedOn },
      ...(series && { series }),
      ...(apart && { apart }),
    }))
    .sort((a, b) => b.year - a.year || a.registerId.localeCompare(b.registerId, 'en'))
    .slice(0, REGISTERS_MAX);

/** More than ten years of every book that there can be of one kind. */
const REGISTERS_MAX = 100;
