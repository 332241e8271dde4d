import { assert } from '../../shared/assert.ts';
import type { Ref } from '../../shared/domain/core/kinds.ts';
import { type Principal, principalsOf } from '../../shared/domain/core/principal.ts';
import {
  type AgencyId,
  DeviceId,
  type Instant,
  OfficialId,
  OperationId,
} from '../../shared/domain/core/values.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import { Verdict } from '../../shared/protocol/push.ts';
import { say } from '../../shared/words/vi.ts';
import type { Hints } from '../feed/hints.ts';
import type { Inspect, ServerPorts } from '../ports.ts';
import type { AuthorityStore } from '../store/authority-store.ts';
import { prepare, type Submitted } from './prepared.ts';
import { type Batch, type BatchAnswer, type BatchOutcome, runBatch } from './run-batch.ts';

/** The server's own name in the operation log. */
export const SYSTEM_OFFICIAL = OfficialId.parse('00000000-0000-4000-8000-000000000001');
export const SYSTEM_DEVICE = DeviceId.parse('00000000-0000-4000-8000-000000000002');

const systemOf = (agencyId: AgencyId): Official => ({
  v: 1,
  agencyId,
  fullName: say('role.system'),
  position: say('role.system'),
  roles: ['system'],
});

export type PushedBatch = {
  readonly agencyId: AgencyId;
  readonly officialId: OfficialId;
  readonly device: DeviceId;
  readonly principals: readonly Principal[];
  readonly operations: readonly Submitted[];
};

/** A command given inside the server: by the server itself (`system`), or by an official for the trial. */
export type Order = {
  readonly agencyId: AgencyId;
  readonly actor: 'system' | OfficialId;
  readonly device?: DeviceId;
  readonly operations: readonly {
    readonly name: string;
    readonly args: unknown;
    /** Given where a repeat must be the same operation. */
    readonly operationId?: OperationId;
  }[];
  /** Arrival; now unless the trial's past is being made. */
  readonly at?: Instant;
  /** The queue row whose work this is: removed in the same transaction. */
  readonly queueId?: string;
  readonly failpoints?: { readonly before: () => void; readonly after: () => void };
};

export type Authority = {
  readonly push: (batch: PushedBatch) => Promise<BatchOutcome>;
  /** Runs commands outside a device's sequence; answers their verdicts, or that another worker has the queue row. */
  readonly execute: (order: Order) => Promise<readonly Verdict[] | 'queue-row-gone'>;
};

export type AuthorityParts = {
  readonly store: AuthorityStore;
  readonly inspect: Inspect;
  readonly hints: Hints;
  readonly ports: ServerPorts;
  readonly officialOf: (officialId: OfficialId, agencyId: AgencyId) => Promise<Official | undefined>;
  /** Called when a commit left work in the queue. */
  readonly onQueued: () => void;
};

/** The one place that decides finally. */
export function makeAuthority(parts: AuthorityParts): Authority {
  const { ports, hints } = parts;
  const announce = (agencyId: AgencyId, { head, hasQueued }: BatchAnswer): void => {
    if (head !== undefined) hints.announce(agencyId, head);
    if (hasQueued) parts.onQueued();
  };
  return {
    push: async ({ operations, ...batch }) => {
      const outcome = await runBatch(
        {
          ...batch,
          isEnrolled: true,
          arrivedAt: ports.now(),
          operations: operations.map(prepare),
          beforeCommit: () => ports.failpoint('push.before-commit'),
        },
        parts,
      );
      if (typeof outcome === 'string' || 'rejected' in outcome) return outcome;
      ports.failpoint('push.after-commit');
      announce(batch.agencyId, outcome);
      return outcome;
    },

    execute: async (order) => {
      const outcome = await runBatch(await batchOf(order, parts), parts);
      if (outcome === 'queue-row-gone') return outcome;
      assert(!('rejected' in outcome), 'an operation of the server has no sequence to break');
      order.failpoints?.after();
      announce(order.agencyId, outcome);
      return outcome.texts.map((text) => Verdict.parse(JSON.parse(text)));
    },
  };
}

/** An order as a batch: outside any device's sequence, and without the official's body where the server itself gives it. */
async function batchOf(order: Order, { ports, officialOf }: AuthorityParts): Promise<Batch> {
  const { agencyId, actor, device = SYSTEM_DEVICE, operations, at = ports.now(), queueId } = order;
  const officialId = actor === 'system' ? SYSTEM_OFFICIAL : actor;
  const official = actor === 'system' ? undefined : await officialOf(actor, agencyId);
  assert(actor === 'system' || official, `no official ${actor} in this agency`);
  return {
    agencyId,
    officialId,
    ...(actor === 'system' && { system: systemOf(agencyId) }),
    device,
    isEnrolled: false,
    principals: official ? principalsOf(officialId, official) : [],
    arrivedAt: at,
    operations: operations.map(({ name, args, operationId = OperationId.parse(ports.newId()) }) =>
      prepare({ operationId, devSeq: undefined, name, args, doneAt: at }),
    ),
    ...(queueId !== undefined && { queueId }),
    beforeCommit: order.failpoints?.before ?? (() => undefined),
  };
}

/** The refs of an answer, once each. */
export const uniqueRefs = (refs: readonly Ref[]): readonly Ref[] => [
  ...new Map(refs.map((each) => [`${each.kind}:${each.id}`, each])).values(),
];
