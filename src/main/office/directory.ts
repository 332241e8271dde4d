import { AgencyId } from '../../shared/domain/core/values.ts';
import type { DirectoryResponse } from '../../shared/protocol/session.ts';
import { fold } from '../../shared/text/fold.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';

/** Puts the province's directory, as just fetched, in place of the one that was here; in the caller's transaction. */
export function replaceDirectory(db: WriteDb, agencies: DirectoryResponse['agencies']): void {
  db.prepare('delete from directory_agency').run();
  const insert = db.prepare('insert into directory_agency values (?, ?, ?, ?, ?) on conflict do nothing');
  for (const { agencyId, name, code, place } of agencies)
    insert.run(agencyId, name, code, place, `${fold(name)} ${fold(code)}`);
}

/** The directory's entries for these ids; an unknown one is left out. */
export function agenciesById(
  db: ReadDb,
  ids: readonly AgencyId[],
): readonly { readonly agencyId: AgencyId; readonly name: string; readonly code: string }[] {
  const find = db.prepare<[string], { name: string; code: string }>(
    'select name, code from directory_agency where agency_id = ?',
  );
  return [...new Set(ids)].flatMap((id) => {
    const found = find.get(id);
    return found ? [{ agencyId: AgencyId.parse(id), ...found }] : [];
  });
}

/** One writing of an agency's name: folded, its authority in full, without punctuation. */
const plainName = (name: string): string =>
  fold(name)
    .replace(/\bubnd\b/g, 'uy ban nhan dan')
    .replace(/\bhdnd\b/g, 'hoi dong nhan dan')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * "UBND tỉnh" is "UBND tỉnh Lam Giang", and "Sở Nội vụ tỉnh Lam Giang" is "Sở Nội vụ" where Lam Giang is a province of the directory: only its own province may be left
 * out. "xã Tân" is not "xã Tân Sơn".
 */
function isSameButProvince(
  wanted: string,
  plain: string,
  all: readonly { readonly plain: string }[],
): boolean {
  if (plain.startsWith(`${wanted} `)) return / (?:tinh|thanh pho)$/.test(wanted);
  if (!wanted.startsWith(`${plain} `)) return false;
  const rest = wanted.slice(plain.length);
  return / (?:tinh|thanh pho) /.test(rest) && all.some((other) => other.plain.endsWith(rest));
}

/** The directory's agencies that these names mean, in their order, each once. A name that could mean two is left out: nothing is sent on a guess. */
export function agenciesNamed(
  db: ReadDb,
  names: readonly string[],
): readonly { readonly agencyId: AgencyId; readonly name: string }[] {
  const agencies = db
    .prepare<[], { agencyId: string; name: string }>(
      'select agency_id as agencyId, name from directory_agency',
    )
    .all()
    .map(({ agencyId, name }) => ({ agencyId: AgencyId.parse(agencyId), name, plain: plainName(name) }));
  const meant = names.map(plainName).flatMap((wanted) => {
    const same = agencies.filter(({ plain }) => plain === wanted);
    const near =
      same.length > 0 ? same : agencies.filter(({ plain }) => isSameButProvince(wanted, plain, agencies));
    return near.length === 1 ? near : [];
  });
  return [...new Map(meant.map(({ agencyId, name }) => [agencyId, { agencyId, name }])).values()];
}
