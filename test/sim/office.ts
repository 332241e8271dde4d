import { createHash } from 'node:crypto';
import { AgencyId, LocalDate, OfficialId } from '../../src/shared/domain/core/values.ts';
import type { Official, Role } from '../../src/shared/domain/office/official.ts';
import { Book, registerId } from '../../src/shared/domain/office/register.ts';
import type { Random } from '../support/random.ts';
import type { SimProvince } from './province.ts';

/** What somebody does in an office of a story; his roles there may be taken from him and given back. */
export type Seat = 'clerk' | 'leader' | 'specialist' | 'aide' | 'administrator';

export type SimAgency = {
  readonly agencyId: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly people: Readonly<Record<Seat, OfficialId>>;
};

/** The story begins in this year and goes on in the next. */
export const YEAR = 2026;

/** What each seat's official is at first; the smaller office has no administrator of its own. */
const ROLES: Readonly<Record<Seat, readonly Role[]>> = {
  clerk: ['clerk'],
  leader: ['leader'],
  specialist: ['specialist'],
  aide: ['specialist'],
  administrator: ['administrator'],
};
export const rolesOf = ({ code }: SimAgency, seat: Seat): readonly Role[] =>
  code === 'B' && seat === 'clerk' ? ['clerk', 'administrator'] : ROLES[seat];

/** What the certificate of an official or of an agency's seal is registered as. */
export const certificateOf = (id: string): string => createHash('sha256').update(id).digest('hex');

/** An official as he is appointed, with these roles. */
export const officialOf = (
  agency: SimAgency,
  seat: Seat,
  roles: readonly Role[] = rolesOf(agency, seat),
): Official => ({
  v: 1,
  agencyId: agency.agencyId,
  fullName: `Người ${seat} ${agency.code}`,
  position: seat,
  roles: [...roles],
  certificateSha256: certificateOf(agency.people[seat]) as never,
});

export const bookOf = ({ agencyId }: SimAgency, book: Book, year: number) => registerId(agencyId, book, year);

/** The arguments that open an agency's book of a year. */
export const opening = (agency: SimAgency, book: Book, year: number) => ({
  registerId: bookOf(agency, book, year),
  agencyId: agency.agencyId,
  book,
  year,
  name: 'Sổ',
  openedOn: LocalDate.parse(`${String(year)}-01-01`),
});

/** An agency with its seal, its people and the books of the first year. */
export async function found({ authority }: SimProvince, random: Random, code: string): Promise<SimAgency> {
  const agencyId = AgencyId.parse(random.uuid());
  const official = () => OfficialId.parse(random.uuid());
  const people = {
    clerk: official(),
    leader: official(),
    specialist: official(),
    aide: official(),
    administrator: official(),
  };
  const agency: SimAgency = { agencyId, code, name: `Sở Mẫu ${code}`, people };
  const body = {
    v: 1,
    name: agency.name,
    code: `000.00.${code}.H56`,
    notation: `SM${code}`,
    place: 'Lam Giang',
    sealCertificateSha256: certificateOf(agencyId),
  };
  const operations = [
    { name: 'office.establishAgency', args: { agencyId, agency: body } },
    ...Object.entries(people).map(([seat, officialId]) => ({
      name: 'office.appoint',
      args: { officialId, official: officialOf(agency, seat as Seat) },
    })),
    ...Book.options.map((book) => ({ name: 'register.open', args: opening(agency, book, YEAR) })),
  ];
  const verdicts = await authority.execute({ agencyId, actor: 'system', operations });
  if (verdicts === 'queue-row-gone' || verdicts.some(({ status }) => status !== 'accepted'))
    throw new Error(`the agency was not founded: ${JSON.stringify(verdicts)}`);
  return agency;
}
