import { SYSTEM_DEVICE, SYSTEM_OFFICIAL } from '../../src/server/authority/authority.ts';
import { acceptedStart } from '../../src/server/authority/verdict-text.ts';
import type { BatchOpening, BatchWrite } from '../../src/server/store/authority-store.ts';
import { agencyPrincipal } from '../../src/shared/domain/core/principal.ts';
import { OperationId } from '../../src/shared/domain/core/values.ts';
import { seen } from './desk.ts';
import { sha256Of } from './papers.ts';
import type { Device, World } from './story.ts';

/** What this program has no name for. */
export const LATER_KIND = 'laterKind';
const NAME = 'later.write';

/**
 * The server was updated before the desks: a command that they do not have writes a field that they do not know into a document of somebody's, and an entity of a
 * kind that they do not know. The program of today must keep both and stumble over neither.
 */
export async function writeLater(world: World, device: Device): Promise<string> {
  const { random, province, counts } = world;
  const all = [...seen(device, 'incoming'), ...seen(device, 'outgoing')];
  if (all.length === 0) return 'idle';
  const { id, body } = random.pick(all);
  const kind = 'source' in body ? 'incoming' : 'outgoing';
  const operationId = OperationId.parse(random.uuid());
  const agencyId = device.agency.agencyId;
  const opening: BatchOpening = {
    agencyId,
    officialId: SYSTEM_OFFICIAL,
    isSystem: true,
    device: SYSTEM_DEVICE,
    isEnrolled: false,
    principals: [],
    arrivedAt: province.at,
    doneSince: province.at,
    operations: [{ id: operationId, devSeq: undefined, name: NAME, argsSha256: sha256Of(Buffer.from('{}')) }],
    refs: [{ kind, id }],
    blobs: [],
    queueId: undefined,
  };
  const laterId = random.uuid();
  return province.store.inBatch(opening, async ({ opened, write }) => {
    const [held] = opened.entities;
    if (!held) return 'idle';
    const text = JSON.stringify({ ...held.body, laterField: random.below(1000) });
    await write(laterWrite(world, { operationId, kind, id, text, laterId, agencyId }));
    counts.laterWrites += 1;
    return `writes what nobody here knows into ${kind} ${id}`;
  });
}

type Later = {
  readonly operationId: string;
  readonly kind: string;
  readonly id: string;
  readonly text: string;
  readonly laterId: string;
  readonly agencyId: string;
};

function laterWrite({ province }: World, given: Later): BatchWrite {
  const { operationId, kind, id, text, laterId, agencyId } = given;
  const document = { kind, id, root_kind: kind, root_id: id, ordinal: 1 };
  const later = { kind: LATER_KIND, id: laterId, root_kind: LATER_KIND, root_id: laterId, ordinal: 1 };
  return {
    acceptedCount: 1,
    lastDevSeq: undefined,
    removesQueueRow: false,
    claims: [],
    created: [{ ...later, body: JSON.stringify({ v: 1, of: id }), operation_id: operationId }],
    put: [{ ...document, body: text, operation_id: operationId }],
    access: [{ ...later, is_new: true, principals: [agencyPrincipal(agencyId)] }],
    blobRefs: [],
    memberships: [],
    purged: [],
    queue: [],
    verdicts: [
      {
        id: operationId,
        verdict: acceptedStart(operationId as OperationId),
        touched: '[]',
        ordinal: 1,
        attempts: 0,
      },
    ],
    log: [
      {
        id: operationId,
        ordinal: 1,
        dev_seq: null,
        name: NAME,
        args: '{}',
        args_sha256: sha256Of(Buffer.from('{}')),
        done_at: province.at,
      },
    ],
  };
}
