import type { ServerPort } from '../../src/main/ports.ts';
import { AppError } from '../../src/shared/errors.ts';
import { type PushRequest, SCHEMA } from '../../src/shared/protocol/push.ts';
import { connect } from './doors.ts';
import { leftOnDesk } from './judge-secrecy.ts';
import type { Device, World } from './story.ts';

const lost = () => new AppError('server.unreachable', {}, { retryable: true });

const [DROPS, REPEATS, LATE, CUTS, FLIPS] = [0.12, 0.1, 0.1, 0.15, 0.05];

/** Loses requests and answers, sends pushes twice, at once or long after, breaks files off and turns their bits; until the weather is good. */
export function badLine(world: World, device: Device): ServerPort {
  const { province, random, late, counts } = world;
  const happens = (probability: number): boolean => !world.isHealed && random.chance(probability);
  const { officialId, deviceId } = device;
  const server = connect(
    province,
    { officialId, deviceId },
    {
      cutAfter: (sizeBytes) => {
        if (!happens(CUTS)) return undefined;
        counts.cuts += 1;
        return random.below(sizeBytes);
      },
      flipsBit: () => {
        const flips = happens(FLIPS);
        if (flips) counts.flips += 1;
        return flips;
      },
    },
  );
  const drops = (): boolean => {
    const isLost = happens(DROPS);
    if (isLost) counts.drops += 1;
    return isLost;
  };
  const through =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (drops()) throw lost();
      const result = await call(...args);
      if (drops()) throw lost();
      return result;
    };
  return {
    ...server,
    push: through(async (request) => {
      const copy = (): PushRequest => asSpoken(device, request);
      if (happens(LATE)) late.push({ device, request: copy() });
      if (happens(REPEATS)) {
        counts.repeats += 1;
        await server.push(copy());
      }
      return server.push(copy());
    }),
    changes: through(server.changes),
    snapshot: through(server.snapshot),
    openUpload: through(server.openUpload),
    sendUpload: through(server.sendUpload),
    fetchBlob: through(server.fetchBlob),
    // A machine may say that it has read a containment only when nothing of the document is left on it.
    ack: async (cursor) => noteAcknowledged(world, device, cursor),
  };
}

async function noteAcknowledged({ province, stuck }: World, device: Device, cursor: number): Promise<void> {
  const { contained } = province.watch;
  const { containments } = contained.size > 0 ? await province.storage.stored() : { containments: [] };
  for (const { kind, id, agencyId, seq } of containments) {
    const found = contained.get(`${kind}:${id}`);
    if (!found || agencyId !== device.agency.agencyId || seq > cursor) continue;
    for (const what of leftOnDesk(device, found)) stuck.add(`${device.name} acknowledged ${id} and ${what}`);
  }
}

/**
 * A program newer than the server says more than is understood: an argument that only it knows, a command that the server does not have, a version of the
 * protocol that comes with the server's next update. And one that was tampered with says a document is secret. An operation always says the same.
 */
function asSpoken({ isNewer, isAhead }: Device, request: PushRequest): PushRequest {
  const copy = structuredClone(request);
  if (!isNewer) return copy;
  return {
    ...copy,
    schema: isAhead ? SCHEMA + 1 : SCHEMA,
    operations: copy.operations.map((operation) => {
      const { operationId, name } = operation;
      const args = { ...(operation.args as object), laterField: 1 };
      if (operationId.startsWith('f')) return { ...operation, name: `${name}Later`, args };
      if (operationId.startsWith('e') && 'secrecy' in args)
        return { ...operation, args: { ...args, secrecy: 'secret' } };
      return { ...operation, args };
    }),
  };
}
