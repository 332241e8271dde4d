import type { AgencyShown, GroupShown, RecipientLine } from '../../shared/contract/exchange.ts';
import { type PhraseOfMany, phrasesOfMany, plainName } from '../../shared/domain/exchange/plain-name.ts';
import { GROUP_MEMBERS_MAX } from '../../shared/domain/exchange/recipient-group.ts';
import { foldedWords } from '../../shared/text/fold.ts';
import { partsOfName } from '../intake/recipients.ts';
import { agenciesById } from '../office/directory.ts';
import type { ReadDb } from '../store/handles.ts';
import { listGroups } from './groups.ts';

/** Agencies offered for a name that is not recognised. */
const CANDIDATES_MAX = 5;
/** How much of two names must be the same words to be worth offering. */
const LIKENESS_MIN = 0.5;
const WORDS_MAX = 12;

const named = 'select agency_id as agencyId, name, code, plain from directory_agency';
type Listed = AgencyShown & { readonly plain: string };

const shown = ({ agencyId, name, code }: Listed): AgencyShown => ({ agencyId, name, code });
const listed = (db: ReadDb, where: string, ...given: readonly (string | number)[]): readonly Listed[] =>
  db.prepare<(string | number)[], Listed>(`${named} where ${where}`).all(...given);

const exactly = (db: ReadDb, plain: string) => listed(db, 'plain = ? limit 2', plain);
/** Whose plain name begins with these whole words, in the order of their names. */
const beginningWith = (db: ReadDb, plain: string, limit: number) =>
  listed(db, `plain >= ? and plain < ? order by plain limit ${String(limit)}`, `${plain} `, `${plain}!`);

/**
 * "UBND tỉnh" is "UBND tỉnh Lam Giang", and "Sở Nội vụ tỉnh Lam Giang" is "Sở Nội vụ" where Lam Giang is a province of the directory: only its own province may be left
 * out. "xã Tân" is not "xã Tân Sơn". A name that could mean two means neither.
 */
function agencyNamed(db: ReadDb, plain: string): AgencyShown | undefined {
  const same = exactly(db, plain);
  if (same[0]) return same.length === 1 ? shown(same[0]) : undefined;
  const longer = / (?:tinh|thanh pho)$/.test(plain) ? beginningWith(db, plain, 2) : [];
  const [near, another] = [...longer, ...withoutItsProvince(db, plain)];
  return near && !another ? shown(near) : undefined;
}

function withoutItsProvince(db: ReadDb, plain: string): readonly Listed[] {
  const at = plain.search(/ (?:tinh|thanh pho) /);
  if (at < 0) return [];
  const province = plain.slice(at);
  const isOfDirectory = listed(db, `plain like ? limit 1`, `%${province}`).length > 0;
  return isOfDirectory ? exactly(db, plain.slice(0, at)) : [];
}

/** Agencies that share most of their words with the name, the likest first; offered, never chosen. */
function likest(db: ReadDb, plain: string): readonly AgencyShown[] {
  const wanted = foldedWords(plain).slice(0, WORDS_MAX);
  if (wanted.length === 0) return [];
  const hits = wanted.map(() => `(instr(' ' || plain || ' ', ?) > 0)`).join(' + ');
  const found = db
    .prepare<string[], Listed>(`${named} order by ${hits} desc, length(plain) limit 40`)
    .all(...wanted.map((word) => ` ${word} `));
  return found
    .map((each) => ({ each, likeness: likenessOf(wanted, each.plain.split(' ')) }))
    .filter(({ likeness }) => likeness >= LIKENESS_MIN)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, CANDIDATES_MAX)
    .map(({ each }) => shown(each));
}

/** Dice's measure over words: twice the shared ones by all. */
function likenessOf(one: readonly string[], other: readonly string[]): number {
  const left = [...other];
  const shared = one.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (one.length + other.length);
}

const membersOf = (db: ReadDb, { begins }: PhraseOfMany): readonly AgencyShown[] =>
  begins
    .flatMap((each) => [...exactly(db, each), ...beginningWith(db, each, GROUP_MEMBERS_MAX)])
    .slice(0, GROUP_MEMBERS_MAX)
    .map(shown);

type Known = Omit<RecipientLine, 'how'> & { readonly how: 'agency' | 'group' | 'many' };

const manyNamed = (plain: string): PhraseOfMany | undefined =>
  phrasesOfMany.find(({ says }) => says.includes(plain));

/** What one name of a paper means: an agency, a group that this agency keeps, many by a usual phrase; undefined where nothing is known. */
function knownMeaning(db: ReadDb, text: string, groups: readonly GroupShown[]): Known | undefined {
  const plain = plainName(text);
  const agency = agencyNamed(db, plain);
  if (agency) return { text, how: 'agency', agencies: [agency], candidates: [] };
  const group = groups.find(({ name }) => plainName(name) === plain);
  if (group) return { text, how: 'group', agencies: agenciesById(db, group.members), candidates: [] };
  const many = manyNamed(plain);
  const members = many?.isSure ? membersOf(db, many) : [];
  return members.length > 0 ? { text, how: 'many', agencies: members, candidates: [] } : undefined;
}

/** Several names on one line are several where each is known; a comma inside a name parts nothing. Undefined where it is not known. */
function knownLines(db: ReadDb, text: string, groups: readonly GroupShown[]): readonly Known[] | undefined {
  const whole = knownMeaning(db, text, groups);
  if (whole) return [whole];
  const parts = partsOfName(text);
  if (parts.length === 1) return undefined;
  const each = parts.flatMap((part) => knownMeaning(db, part, groups) ?? []);
  return each.length === parts.length ? each : undefined;
}

/** A name that nobody is known by, with whom it may mean. */
function unknownLine(db: ReadDb, text: string): RecipientLine {
  const plain = plainName(text);
  const many = manyNamed(plain);
  const members = many ? membersOf(db, many) : [];
  return {
    ...{ text, how: 'unknown', agencies: [] },
    candidates: members.length > 0 ? members : likest(db, plain),
  };
}

/** The agencies that one name of a paper means; none where it is not known. */
export const agenciesMeant = (
  db: ReadDb,
  name: string,
  groups: readonly GroupShown[],
): readonly AgencyShown[] => (knownLines(db, name, groups) ?? []).flatMap(({ agencies }) => agencies);

/** What the names of a paper mean, in their order, each once; the sender itself is left out. */
export function recipientLines(db: ReadDb, names: readonly string[], own: string): readonly RecipientLine[] {
  const seen = new Set<string>([own]);
  const groups = listGroups(db);
  return [...new Set(names)]
    .flatMap((name): readonly RecipientLine[] => knownLines(db, name, groups) ?? [unknownLine(db, name)])
    .flatMap((line) => {
      if (line.how === 'unknown') return [line];
      const agencies = line.agencies.filter(({ agencyId }) => !seen.has(agencyId));
      for (const { agencyId } of agencies) seen.add(agencyId);
      return agencies.length > 0 ? [{ ...line, agencies }] : [];
    });
}
