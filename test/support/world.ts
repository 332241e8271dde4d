import { randomUUID } from 'node:crypto';
import { commandNamed } from '../../src/shared/domain/all-commands.ts';
import { type Actor, type Inspected, isRefusal, undecided } from '../../src/shared/domain/core/command.ts';
import { decideOver, parseCommand } from '../../src/shared/domain/core/decide.ts';
import { type AnyBody, type Bodies, type Kind, refKey } from '../../src/shared/domain/core/kinds.ts';
import {
  AgencyId,
  DeviceId,
  Instant,
  LocalDate,
  OfficialId,
  type RegisterId,
  type Sha256,
} from '../../src/shared/domain/core/values.ts';
import type { Official, Role } from '../../src/shared/domain/office/official.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { dayOf } from '../../src/shared/text/day.ts';

export const uuid = (): string => randomUUID();
export const sha = (digit: string): Sha256 => digit.repeat(64).slice(0, 64) as Sha256;
export const device = DeviceId.parse('00000000-0000-4000-8000-00000000000d');

/** One agency's entities in memory, where commands are decided as the authority decides them. */
export type World = {
  readonly agencyId: AgencyId;
  readonly people: Readonly<Record<Role, Actor>>;
  at: Instant;
  isAuthority: boolean;
  /** From which device commands are given. */
  device: DeviceId;
  inspected: Inspected | undefined;
  /** How far this device has seen each book. */
  seenNext?: (registerId: RegisterId) => number | undefined;
  readonly queued: { topic: string; key: string }[];
  readonly give: (name: string, args: unknown, who: Role | Actor) => string;
  readonly get: <K extends Kind>(kind: K, id: string) => Bodies[K];
  /** Puts an entity as no command made it. */
  readonly put: <K extends Kind>(kind: K, id: string, body: Bodies[K]) => void;
  /** Gives an entity a field that this program does not know. */
  readonly age: (kind: Kind, id: string) => void;
  /** Lends the book of 2026 to the device that gives commands here, under epoch 3, its last number of that day. */
  readonly lend: (book: 'incoming' | 'outgoing', lastIssuedOn: string) => void;
  readonly all: <K extends Kind>(kind: K) => Bodies[K][];
  /** Every entity, to compare before and after. */
  readonly everything: () => ReadonlyMap<string, AnyBody>;
};

/** A document of ours in the very state that each command wants, so that only the stranger can be objected to. */
export type Case = { readonly prepare: (world: World) => void; readonly args: (world: World) => object };

const roles = ['clerk', 'specialist', 'leader', 'administrator', 'system'] as const;

/** A world with five officials and this year's two books, opened on 1 January. */
export function makeWorld(): World {
  const agencyId = AgencyId.parse(uuid());
  const entities = new Map<string, AnyBody>();
  const claims = new Set<string>();
  const people = Object.fromEntries(roles.map((role) => [role, person(agencyId, role)])) as Record<
    Role,
    Actor
  >;
  const world: World = {
    agencyId,
    people,
    at: Instant.parse('2026-11-20T03:00:00.000Z'),
    isAuthority: true,
    device,
    inspected: undefined,
    queued: [],
    give: (name, args, who) =>
      decideAndApply(world, entities, claims, name, args, typeof who === 'string' ? people[who] : who),
    get: (kind, id) => entities.get(refKey({ kind, id })) as never,
    put: (kind, id, body) => void entities.set(refKey({ kind, id }), body),
    everything: () => new Map(entities),
    age: (kind, id) => {
      const body = entities.get(refKey({ kind, id }));
      if (body) entities.set(refKey({ kind, id }), Object.assign({}, body, { fromTheFuture: ['kept'] }));
    },
    lend: (book, lastIssuedOn) => {
      const id = registerId(agencyId, book, 2026);
      const body = world.get('register', id);
      const lease = {
        device: world.device,
        epoch: 3,
        officialId: people.clerk.id,
        lastDay: LocalDate.parse('2026-12-31'),
        takenAt: world.at,
      };
      entities.set(refKey({ kind: 'register', id }), {
        ...body,
        lastIssuedOn: LocalDate.parse(lastIssuedOn),
        lease,
        leaseEpoch: 3,
      });
    },
    all: (kind) =>
      [...entities].filter(([key]) => key.startsWith(`${kind}:`)).map(([, body]) => body) as never,
  };
  entities.set(refKey({ kind: 'agency', id: agencyId }), {
    v: 1,
    name: 'Sở Mẫu Một',
    code: '000.00.91.H56',
    notation: 'SMM',
    place: 'Lam Giang',
    sealCertificateSha256: sha('5'),
  });
  for (const { id, ...official } of Object.values(people))
    entities.set(refKey({ kind: 'official', id }), official);
  for (const book of ['incoming', 'outgoing'] as const)
    world.give(
      'register.open',
      {
        registerId: registerId(agencyId, book, 2026),
        agencyId,
        book,
        year: 2026,
        name: 'Sổ',
        openedOn: LocalDate.parse('2026-01-01'),
      },
      'administrator',
    );
  return world;
}

export function person(agencyId: AgencyId, role: Role): Actor {
  const official: Official = {
    v: 1,
    agencyId,
    fullName: `Người ${role}`,
    position: role,
    roles: [role],
    ...(role === 'leader' && { certificateSha256: sha('1') }),
  };
  return { ...official, id: OfficialId.parse(uuid()) };
}

/** 'ok', 'undecided' or the refusal's code; changes are applied only on 'ok'. */
function decideAndApply(
  world: World,
  entities: Map<string, AnyBody>,
  claims: Set<string>,
  name: string,
  args: unknown,
  actor: Actor,
): string {
  const command = commandNamed(name);
  if (!command) return 'operation.unknown';
  const decision = decideOver(parseCommand(command, args), (ref) => entities.get(refKey(ref)), {
    actor,
    agencyId: world.agencyId,
    device: world.device,
    isAuthority: world.isAuthority,
    today: dayOf(world.at),
    at: world.at,
    doneAt: world.at,
    inspect: () => world.inspected,
    ...(world.seenNext && { seenNext: world.seenNext }),
  });
  if (decision === undecided) return 'undecided';
  if (isRefusal(decision)) return decision.refused;
  for (const each of decision)
    if (each.type === 'claim' && claims.has(`${each.space}:${each.key}`)) return each.elseRefuse;
    else if (each.type === 'create' && entities.has(refKey(each))) return 'entity.exists';
  for (const each of decision) {
    if (each.type === 'claim') claims.add(`${each.space}:${each.key}`);
    else if (each.type === 'queue') world.queued.push({ topic: each.topic, key: each.key });
    else if (each.type === 'purge') entities.delete(refKey(each));
    else entities.set(refKey(each), each.body);
  }
  return 'ok';
}
