import { createHash } from 'node:crypto';
import {
  AgencyId,
  DelegationId,
  type LocalDate,
  OfficialId,
  Sha256,
} from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import { registerId, yearOf } from '../../shared/domain/office/register.ts';
import { addDays } from '../../shared/text/day.ts';
import { derivedId } from '../exchange/derived-id.ts';
import { makeTrialPki, type TrialPki } from './pki.ts';
import type { Run } from './run.ts';
import { type CastMember, cast, type MemberKey, members, PROVINCE } from './sample/cast.ts';
import { type Issuer, issuers } from './sample/issuers.ts';

/** The trial's two agencies and six officials, with their keys. Ids are the same in every trial, so that they can be spoken of. */
export type TrialPeople = {
  readonly pki: TrialPki;
  readonly agencyId: (member: MemberKey) => AgencyId;
  readonly officialId: (castKey: string) => OfficialId;
};

export const agencyId = (member: MemberKey): AgencyId => AgencyId.parse(derivedId(`trial agency ${member}`));
export const officialId = (castKey: string): OfficialId =>
  OfficialId.parse(derivedId(`trial official ${castKey}`));
const fingerprint = (der: Uint8Array | undefined): Sha256 | undefined =>
  der && Sha256.parse(createHash('sha256').update(der).digest('hex'));

/** How far back the sample's documents reach. */
export const SAMPLE_DAYS = 60;

/** Establishes agencies, officials and books of every year that the sample touches. */
export async function seatPeople(run: Run, today: LocalDate, now: Date): Promise<TrialPeople> {
  const pki = await makeTrialPki({
    now,
    province: PROVINCE,
    people: cast.map(({ key, name, position, member }) => ({
      id: key,
      name,
      position,
      agencyName: members[member].name,
    })),
    agencies: Object.values(members).map(({ key, name }) => ({ id: key, name })),
  });
  const first = addDays(today, -SAMPLE_DAYS - 30);
  for (const member of Object.values(members)) await seatAgency(run, member.key, pki, first, today);
  for (const issuer of issuers) await seatNeighbour(run, issuer, first);
  return { pki, agencyId, officialId };
}

async function seatAgency(
  run: Run,
  member: MemberKey,
  pki: TrialPki,
  first: LocalDate,
  today: LocalDate,
): Promise<void> {
  const { name, superior, code, notation, locality } = members[member];
  const seal = fingerprint(pki.agencies.get(member)?.certificate);
  const agency: Agency = {
    v: 1,
    name,
    ...(superior && { parentName: superior }),
    code,
    notation,
    place: locality,
    ...(seal && { sealCertificateSha256: seal }),
  };
  const id = agencyId(member);
  const books = (['incoming', 'outgoing', 'copies'] as const).flatMap((book) =>
    [...new Set([yearOf(first), yearOf(today)])].map((year) => ({
      name: 'register.open',
      args: {
        registerId: registerId(id, book, year),
        agencyId: id,
        book,
        year,
        name: BOOK_NAMES[book],
        openedOn: `${String(year)}-01-01`,
      },
    })),
  );
  await run(id, 'system', first, [
    { name: 'office.establishAgency', args: { agencyId: id, agency } },
    ...cast.filter((each) => each.member === member).map((each) => appointment(each, id, pki)),
    ...cast
      .filter((each) => each.member === member && each.capacity === 'KT.')
      .map((each) => deputyAuthority(each, first)),
    ...books,
  ]);
}

/** An agency of the directory that nobody of the trial sits in: it can be dispatched to, and never registers what came. */
const seatNeighbour = (
  run: Run,
  { key, name, superior, notation, locality }: Issuer,
  first: LocalDate,
): Promise<void> => {
  const agency: Agency = {
    v: 1,
    name,
    ...(superior && { parentName: superior }),
    code: neighbourCode(key),
    notation,
    place: locality,
  };
  const id = neighbourId(key);
  return run(id, 'system', first, [{ name: 'office.establishAgency', args: { agencyId: id, agency } }]);
};

export const neighbourId = (issuerKey: string): AgencyId =>
  AgencyId.parse(derivedId(`trial neighbour ${issuerKey}`));
export const neighbourCode = (issuerKey: string): string =>
  `MAU.${String(issuers.findIndex(({ key }) => key === issuerKey) + 20)}`;

const BOOK_NAMES = {
  incoming: 'Sổ đăng ký văn bản đến',
  outgoing: 'Sổ đăng ký văn bản đi',
  copies: 'Sổ đăng ký bản sao',
} as const;

export const delegationId = (castKey: string): DelegationId =>
  DelegationId.parse(derivedId(`trial delegation ${castKey}`));

/** A deputy signs in the head's place what the head's decision gives him (NĐ 30/2020 article 13.1). */
const deputyAuthority = ({ key }: CastMember, from: LocalDate) => ({
  name: 'office.delegate',
  args: {
    delegationId: delegationId(key),
    officialId: officialId(key),
    form: 'KT.',
    typeNames: [],
    from,
    basis: 'MẪU: Quyết định phân công nhiệm vụ lãnh đạo',
  },
});

function appointment({ key, name, position, roles, capacity }: CastMember, id: AgencyId, pki: TrialPki) {
  const certificateSha256 = fingerprint(pki.people.get(key)?.certificate);
  const official: Official = {
    v: 1,
    agencyId: id,
    fullName: name,
    position,
    roles: [...roles],
    ...(capacity && { signingCapacity: capacity }),
    ...(certificateSha256 && { certificateSha256 }),
  };
  return { name: 'office.appoint', args: { officialId: officialId(key), official } };
}
