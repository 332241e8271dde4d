import { provinceNames } from '../../shared/domain/report/exchange-figures.ts';
import { listGroups } from '../exchange/groups.ts';
import { agenciesMeant } from '../exchange/recipients.ts';
import { recipientsIn } from '../intake/recipients.ts';
import type { ReadDb } from '../store/handles.ts';

/** Whom texts under Nơi nhận mean, as far as the directory knows: equal lists of agencies are one party. */
export type Addressees = {
  /** UBND tỉnh and its office. */
  readonly province: readonly string[];
  /** The text and the number of its party; a text that means nobody is left out. */
  readonly meant: readonly (readonly [text: string, party: number])[];
  readonly members: readonly (readonly [party: number, agencyId: string])[];
};

/**
 * Reads texts under Nơi nhận with the eyes of the directory of today, names and groups as a dispatch would; `own` is nobody's addressee. It remembers what it
 * read, so that one reader serves a whole report.
 */
export function addresseeReader(db: ReadDb, own: string): (texts: readonly string[]) => Addressees {
  const groups = listGroups(db);
  const known = new Map<string, readonly string[]>();
  const meantBy = (name: string): readonly string[] => {
    const found = known.get(name) ?? agenciesMeant(db, name, groups).map(({ agencyId }) => agencyId);
    known.set(name, found);
    return found;
  };
  const province = provinceIn(db).filter((agencyId) => agencyId !== own);
  return (texts) => {
    const parties = new Map<string, number>();
    const members: [number, string][] = [];
    const meant = texts.flatMap((text): [string, number][] => {
      const agencies = [...new Set(recipientsIn(text).flatMap(meantBy))].filter((id) => id !== own).sort();
      if (agencies.length === 0) return [];
      const key = agencies.join(' ');
      const party = parties.get(key) ?? parties.size;
      if (!parties.has(key)) members.push(...agencies.map((agencyId): [number, string] => [party, agencyId]));
      parties.set(key, party);
      return [[text, party]];
    });
    return { province, meant, members };
  };
}

/** UBND tỉnh in the directory: of this server; else the only one there is elsewhere, for that of another province is none of ours. */
function provinceIn(db: ReadDb): readonly string[] {
  const find = db.prepare<[string, string, string], { agencyId: string; isElsewhere: number }>(
    `select agency_id as agencyId, is_elsewhere as isElsewhere from directory_agency
     where plain = ? or (plain >= ? and plain < ?) order by is_elsewhere, plain limit 2`,
  );
  return provinceNames.flatMap((name) => {
    const [first, second] = find.all(name, `${name} `, `${name}!`);
    return first && (first.isElsewhere === 0 || !second) ? [first.agencyId] : [];
  });
}
