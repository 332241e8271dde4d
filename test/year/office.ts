import { AgencyId, LocalDate, OfficialId, UnitId } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import type { Random } from '../support/random.ts';
import { DAYS_OFF, momentOf, WORKED_SATURDAYS, YEAR } from './calendar.ts';
import { type Desk, openDesk } from './desk.ts';
import { makePapers, type Papers } from './paper.ts';
import { itemRandom, NEIGHBOURS, type Size, UNITS } from './plan.ts';
import { startServer, type YearServer } from './server.ts';

export type Person = {
  readonly key: string;
  readonly id: OfficialId;
  readonly role: 'clerk' | 'leader' | 'specialist' | 'administrator';
  readonly unitId?: UnitId;
};

export type YearOffice = {
  readonly server: YearServer;
  readonly agencyId: AgencyId;
  readonly people: readonly Person[];
  readonly clerks: readonly Person[];
  readonly leaders: readonly Person[];
  readonly specialists: readonly Person[];
  readonly administrator: Person;
  /** Agencies to dispatch to, the province first. */
  readonly neighbours: readonly { readonly agencyId: AgencyId; readonly name: string }[];
  readonly papers: Papers;
  readonly deskOf: (person: Person) => Desk;
  readonly book: (book: 'incoming' | 'outgoing', key?: string) => ReturnType<typeof registerId>;
  readonly close: () => Promise<void>;
};

/** Decisions are numbered apart. */
export const APART = { key: 'qd', typeNames: ['Quyết định'] };

type Operation = { readonly name: string; readonly args: object };

const KIND = 6;

/** Founds the agency with its units, people, books and neighbours, and opens everybody's desk. */
export async function foundOffice(root: string, seed: number, size: Size): Promise<YearOffice> {
  const random = itemRandom(seed, KIND, 0);
  const beginsAt = momentOf(`${String(YEAR)}-01-01`, '08:00');
  const server = await startServer(root, beginsAt);
  const agencyId = AgencyId.parse(random.uuid());
  const units = UNITS.map((name) => ({ unitId: UnitId.parse(random.uuid()), name }));
  const people = peopleOf(random, size, units);
  const ofRole = (role: Person['role']) => people.filter((each) => each.role === role);
  const leaders = ofRole('leader');
  const papers = await makePapers(
    leaders.map(({ key }) => key),
    momentOf(`${String(YEAR)}-06-01`, '08:00'),
  );
  const book: YearOffice['book'] = (name, key) => registerId(agencyId, name, YEAR, key);
  await server.execute({
    ...{ agencyId, actor: 'system' },
    operations: [
      establishing(agencyId, 1, 'Sở Mẫu Một', papers.certificateOf('seal')),
      ...units.map(({ unitId, name }) => ({
        name: 'office.foundUnit',
        args: { unitId, unit: { v: 1, agencyId, name, notation: '' } },
      })),
      ...people.map((person) => appointing(agencyId, person, papers)),
      ...opening(agencyId),
    ],
  });
  const neighbours = NEIGHBOURS.map((name) => ({ agencyId: AgencyId.parse(random.uuid()), name }));
  for (const [index, each] of neighbours.entries())
    await server.execute({
      ...{ agencyId: each.agencyId, actor: 'system' },
      operations: [establishing(each.agencyId, index + 2, each.name)],
    });
  const desks = new Map<string, Desk>();
  for (const { key, id } of people)
    desks.set(key, await openDesk(root, server, { agencyId, officialId: id }));
  const deskOf = ({ key }: Person): Desk => {
    const desk = desks.get(key);
    if (!desk) throw new Error(`no desk of ${key}`);
    return desk;
  };
  const [administrator] = ofRole('administrator');
  if (!administrator) throw new Error('an office has an administrator');
  await enterCalendar(deskOf(administrator), agencyId);
  return {
    ...{ server, agencyId, people, leaders, administrator, neighbours, papers, deskOf, book },
    clerks: ofRole('clerk'),
    specialists: ofRole('specialist'),
    close: async () => {
      for (const desk of desks.values()) await desk.close();
      await server.close();
    },
  };
}

function peopleOf(
  random: Random,
  size: Size,
  units: readonly { readonly unitId: UnitId }[],
): readonly Person[] {
  const some = (role: Person['role'], count: number): Person[] =>
    Array.from({ length: count }, (_, index) => ({
      key: `${role}${String(index + 1)}`,
      id: OfficialId.parse(random.uuid()),
      role,
      ...(role === 'specialist' && { unitId: units[index % units.length]?.unitId as UnitId }),
    }));
  return [
    ...some('clerk', size.clerks),
    ...some('leader', size.leaders),
    ...some('administrator', 1),
    ...some('specialist', size.specialists),
  ];
}

const establishing = (agencyId: AgencyId, place: number, name: string, seal?: string): Operation => {
  const code = `000.${String(place).padStart(2, '0')}.91.H56`;
  const agency = { v: 1, name, code, notation: 'SMM', place: 'Lam Giang' };
  return {
    name: 'office.establishAgency',
    args: { agencyId, agency: { ...agency, ...(seal && { sealCertificateSha256: seal }) } },
  };
};

const appointing = (agencyId: AgencyId, { key, id, role, unitId }: Person, papers: Papers): Operation => ({
  name: 'office.appoint',
  args: {
    officialId: id,
    official: {
      ...{ v: 1, agencyId, fullName: `Người ${key}`, position: role, roles: [role] },
      ...(unitId && { unitId }),
      ...(role === 'leader' && { certificateSha256: papers.certificateOf(key) }),
    },
  },
});

const opening = (agencyId: AgencyId): readonly Operation[] =>
  (['incoming', 'outgoing', 'apart'] as const).map((which) => {
    const book = which === 'incoming' ? 'incoming' : 'outgoing';
    return {
      name: 'register.open',
      args: {
        registerId: registerId(agencyId, book, YEAR, which === 'apart' ? APART.key : undefined),
        ...{ agencyId, book, year: YEAR, name: `Sổ ${which}` },
        openedOn: LocalDate.parse(`${String(YEAR)}-01-01`),
        ...(which === 'apart' && { series: APART }),
      },
    };
  });

/** The administrator enters the year's announcement, as one does. */
async function enterCalendar(desk: Desk, agencyId: AgencyId): Promise<void> {
  await desk.give('office.setWorkingYear', {
    ...{ agencyId, year: YEAR, workedOn: [...WORKED_SATURDAYS], basis: 'Thông báo lịch nghỉ năm 2026' },
    daysOff: DAYS_OFF.map((on) => ({ on, name: 'Nghỉ lễ' })),
  });
  await desk.send();
}
