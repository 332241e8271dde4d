import type { Output } from '../../shared/contract/contract.ts';
import type { OfficialId } from '../../shared/domain/core/values.ts';
import { AgencyId } from '../../shared/domain/core/values.ts';
import { Official } from '../../shared/domain/office/official.ts';
import type { Book } from '../../shared/domain/office/register.ts';
import { foldedWords } from '../../shared/text/fold.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** Officials of the agency in the order of their names. */
export function listOfficials(db: ReadDb): { officialId: OfficialId; official: Official }[] {
  const order = db
    .prepare<[], string>('select official_id from office_official order by sort_name, official_id')
    .pluck()
    .all();
  const place = new Map(order.map((id, index) => [id, index]));
  return allOf(db, 'official')
    .map(({ id, body }) => ({ officialId: id as OfficialId, official: Official.parse(body) }))
    .sort((a, b) => (place.get(a.officialId) ?? 0) - (place.get(b.officialId) ?? 0));
}

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

/** Books of one kind, the newest year first. */
export const listRegisters = (db: ReadDb, book: Book): Output<'office.listRegisters'> =>
  db
    .prepare<[string], Output<'office.listRegisters'>[number]>(
      `select register_id as registerId, name, year, next, last_issued_on as lastIssuedOn
       from office_register where book = ? order by year desc, register_id limit 100`,
    )
    .all(book);
