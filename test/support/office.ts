import { randomUUID } from 'node:crypto';
import type { ServerPort } from '../../src/main/ports.ts';
import type { Actor } from '../../src/shared/domain/core/command.ts';
import { AgencyId, Instant, LocalDate, OfficialId } from '../../src/shared/domain/core/values.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { type FakeServer, makeFakeServer } from './fake-server.ts';
import { makeReplica, type TestReplica, type TestReplicaSetting, temporaryFolders } from './replica.ts';
import { person, sha } from './world.ts';

export const OFFICE_NOW = Instant.parse('2026-11-20T03:00:00.000Z');
const roles = ['clerk', 'specialist', 'leader', 'administrator', 'system'] as const;

/** One agency: its authority, four officials and the server itself, this year's two books, and as many replicas as asked for. */
export type Office = {
  readonly agencyId: AgencyId;
  readonly server: FakeServer;
  readonly people: Readonly<Record<Role, Actor>>;
  /** Every device's clock; tests move it. */
  clock: Instant;
  /** A new replica of the official with that role, not yet synchronised. */
  readonly replica: (role: Role, some?: Partial<TestReplicaSetting>) => TestReplica;
  /** The same, after its first synchronisation. */
  readonly ready: (role: Role, some?: Partial<TestReplicaSetting>) => Promise<TestReplica>;
  readonly folder: () => string;
  readonly book: (book: 'incoming' | 'outgoing') => ReturnType<typeof registerId>;
  /** Closes every replica and removes every folder. */
  readonly close: () => void;
};

export function makeOffice(newId: () => string = randomUUID): Office {
  const agencyId = AgencyId.parse(newId());
  const server = makeFakeServer(agencyId, OFFICE_NOW);
  const people = Object.fromEntries(
    roles.map((role) => [role, { ...person(agencyId, role), id: OfficialId.parse(newId()) }]),
  ) as Record<Role, Actor>;
  const folders = temporaryFolders();
  const opened: TestReplica[] = [];
  server.put('agency', agencyId, {
    v: 1,
    name: 'Sở Mẫu Một',
    code: '000.00.91.H56',
    notation: 'SMM',
    place: 'Lam Giang',
    sealCertificateSha256: sha('5'),
  });
  for (const role of roles) {
    const { id, ...official } = people[role];
    if (role !== 'system') server.put('official', id, official);
  }
  const book = (name: 'incoming' | 'outgoing') => registerId(agencyId, name, 2026);
  for (const name of ['incoming', 'outgoing'] as const)
    server.put('register', book(name), {
      v: 1,
      agencyId,
      book: name,
      year: 2026,
      name: 'Sổ',
      next: 1,
      lastIssuedOn: LocalDate.parse('2026-01-01'),
    });
  const office: Office = {
    agencyId,
    server,
    people,
    clock: OFFICE_NOW,
    folder: folders.make,
    book,
    replica: (role, some = {}) => {
      const made = makeReplica({
        dataDir: some.dataDir ?? folders.make(),
        officialId: people[role].id,
        agencyId,
        server: server.connect(people[role].id),
        now: () => office.clock,
        ...some,
      });
      opened.push(made);
      return made;
    },
    ready: async (role, some = {}) => {
      const made = office.replica(role, some);
      await made.settle();
      return made;
    },
    close: () => {
      for (const each of opened) each.close();
      folders.remove();
    },
  };
  return office;
}

/** A line to the server that a test can cut: `before` drops the request, `after` loses the answer. */
export type CutLine = { readonly port: ServerPort; cut: 'no' | 'before' | 'after' };

/** Puts a switch into every call that crosses the line. */
export function cutLine(server: ServerPort, unreachable: () => Error): CutLine {
  const line: { cut: CutLine['cut'] } = { cut: 'no' };
  const through = <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (line.cut === 'before') throw unreachable();
      const result = await call(...args);
      if (line.cut === 'after') throw unreachable();
      return result;
    };
  };
  const port: ServerPort = {
    push: through(server.push),
    changes: through(server.changes),
    snapshot: through(server.snapshot),
    directory: through(server.directory),
    ack: through(server.ack),
    containment: through(server.containment),
    noteOpenings: through(server.noteOpenings),
    openings: through(server.openings),
    openingCounts: through(server.openingCounts),
    office: {
      devices: through(server.office.devices),
      endDevice: through(server.office.endDevice),
      openWork: through(server.office.openWork),
    },
    openUpload: through(server.openUpload),
    sendUpload: through(server.sendUpload),
    fetchBlob: through(server.fetchBlob),
    listen: server.listen,
  };
  return Object.assign(line, { port });
}
