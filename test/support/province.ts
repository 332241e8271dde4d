import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ServerConfig } from '../../src/server/config.ts';
import type { ServerPorts } from '../../src/server/ports.ts';
import { createServer, type ProvincialServer } from '../../src/server/server.ts';
import { officialPrincipal } from '../../src/shared/domain/core/principal.ts';
import {
  AgencyId,
  type Instant,
  LocalDate,
  OfficialId,
  type Sha256,
} from '../../src/shared/domain/core/values.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { enrolDevice, type TestDevice } from './device.ts';
import { newDatabase, POSTGRES_SETTINGS } from './postgres.ts';

export type Office = {
  readonly agencyId: AgencyId;
  readonly clerk: OfficialId;
  readonly otherClerk: OfficialId;
  readonly leader: OfficialId;
  readonly specialist: OfficialId;
  readonly otherSpecialist: OfficialId;
};

export type Province = {
  readonly server: ProvincialServer;
  readonly address: string;
  /** The server's own folder. */
  readonly dataDir: string;
  readonly a: Office;
  readonly b: Office;
  readonly device: (official: OfficialId) => Promise<TestDevice>;
  readonly keep: (text: string | Uint8Array, official: OfficialId) => Promise<Sha256>;
  /** Plain questions to the database behind the server. */
  readonly ask: (sql: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  readonly events: readonly { readonly event: string; readonly detail: Readonly<Record<string, unknown>> }[];
  readonly close: () => Promise<void>;
};

export const YEAR = 2026;
export type ProvinceOptions = {
  readonly now?: () => Instant;
  readonly failpoint?: ServerPorts['failpoint'];
  readonly postgresSettings?: readonly string[];
  readonly lookTimeoutMs?: number;
  readonly gatewaysFile?: string;
  readonly signIn?: ServerConfig['signIn'];
  readonly port?: number;
  readonly uploads?: ServerConfig['uploads'];
  readonly patience?: ServerConfig['patience'];
  readonly streamsMax?: number;
};

/** A provincial server on a real PostgreSQL, its own or the one of `DATABASE_URL`, listening, with two offices. Takes about two seconds. */
export async function makeProvince(options: ProvinceOptions = {}): Promise<Province> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hamrong-province-'));
  // The cluster then lives and goes with the folder, also where root lends it to user postgres.
  await chmod(dataDir, 0o755);
  const events: { event: string; detail: Readonly<Record<string, unknown>> }[] = [];
  const ports: ServerPorts = {
    now: options.now ?? (() => instantOf(Date.now())),
    newId: randomUUID,
    log: (event, detail = {}) => void events.push({ event, detail }),
    failpoint: options.failpoint ?? (() => undefined),
  };
  const postgresSettings = [...(options.postgresSettings ?? POSTGRES_SETTINGS)];
  const given = await newDatabase();
  const server = await createServer(
    {
      ...{
        dataDir,
        host: '127.0.0.1',
        port: options.port ?? 0,
        poolSize: 10,
        postgresSettings,
        metricsPort: 0,
      },
      ...(given && { databaseUrl: given.url }),
      ...(options.lookTimeoutMs !== undefined && { lookTimeoutMs: options.lookTimeoutMs }),
      ...(options.gatewaysFile && { gatewaysFile: options.gatewaysFile }),
      ...(options.signIn && { signIn: options.signIn }),
      ...(options.uploads && { uploads: options.uploads }),
      ...(options.patience && { patience: options.patience }),
      ...(options.streamsMax !== undefined && { streamsMax: options.streamsMax }),
    },
    ports,
  );
  const address = await server.listen();
  const database = new pg.Pool({ connectionString: server.databaseUrl, max: 2 });
  // An idle connection may hear of PostgreSQL's end before it is closed itself.
  database.on('error', () => undefined);
  const [a, b] = [
    await foundOffice(server, 'UBND xã Vân Khánh Thượng', 'A'),
    await foundOffice(server, 'Sở Kinh tế số', 'B'),
  ];
  return {
    server,
    address,
    dataDir,
    a,
    b,
    events,
    device: async (official) => {
      const office = Object.values(a).includes(official) ? a : b;
      return enrolDevice(address, await server.devices.issueCode(office.agencyId, official));
    },
    keep: (text, official) =>
      server.blobs.keep(typeof text === 'string' ? Buffer.from(text) : text, officialPrincipal(official)),
    ask: async (sql, values = []) => (await database.query<Record<string, unknown>>(sql, [...values])).rows,
    close: async () => {
      await database.end();
      await server.close();
      await given?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An agency with its officials and this year's books, as the authority makes it. */
export async function foundOffice(
  { authority }: ProvincialServer,
  name: string,
  code: string,
): Promise<Office> {
  const agencyId = AgencyId.parse(randomUUID());
  const newOfficial = () => OfficialId.parse(randomUUID());
  const office: Office = {
    agencyId,
    clerk: newOfficial(),
    otherClerk: newOfficial(),
    leader: newOfficial(),
    specialist: newOfficial(),
    otherSpecialist: newOfficial(),
  };
  const roles: Record<Exclude<keyof Office, 'agencyId'>, Role> = {
    clerk: 'clerk',
    otherClerk: 'clerk',
    leader: 'leader',
    specialist: 'specialist',
    otherSpecialist: 'specialist',
  };
  const operations = [
    {
      name: 'office.establishAgency',
      args: { agencyId, agency: { v: 1, name, code: `H56.${code}`, notation: 'UBND', place: 'Lam Giang' } },
    },
    ...Object.entries(roles).map(([key, role]) => ({
      name: 'office.appoint',
      args: {
        officialId: office[key as keyof typeof roles],
        official: { v: 1, agencyId, fullName: `${key} ${code}`, position: role, roles: [role] },
      },
    })),
    ...(['incoming', 'outgoing'] as const).map((book) => ({
      name: 'register.open',
      args: {
        registerId: registerId(agencyId, book, YEAR),
        agencyId,
        book,
        year: YEAR,
        name: `Sổ ${book}`,
        openedOn: LocalDate.parse(`${String(YEAR)}-01-01`),
      },
    })),
  ];
  const verdicts = await authority.execute({ agencyId, actor: 'system', operations });
  const bad = verdicts === 'queue-row-gone' ? [] : verdicts.filter(({ status }) => status !== 'accepted');
  if (bad.length > 0) throw new Error(`the office was not founded: ${JSON.stringify(bad)}`);
  return office;
}
