import type { Output } from '../../shared/contract/contract.ts';
import type { DelegationShown, HandoverShown } from '../../shared/contract/office.ts';
import { may } from '../../shared/domain/core/rights.ts';
import { DelegationId, HandoverId, type Instant, type LocalDate } from '../../shared/domain/core/values.ts';
import { mayDelegate } from '../../shared/domain/office/authority-commands.ts';
import type { Delegation, SealHandover } from '../../shared/domain/office/delegation.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

const orderOf = { 'in-force': 0, running: 0, 'to-come': 1, ended: 2, over: 2, returned: 2 } as const;
type Listed = { readonly state: keyof typeof orderOf; readonly from: string };
/** What holds now, then what is to come, then what is over; the latest first in each. */
const byState = (a: Listed, b: Listed): number =>
  orderOf[a.state] - orderOf[b.state] || b.from.localeCompare(a.from);

function people(db: ReadDb, body: Delegation | SealHandover) {
  const official = personOf(db, body.officialId);
  const by = personOf(db, body.by);
  return { ...(official && { official }), ...(by && { by }) };
}

const delegationState = ({ from, to }: Delegation, today: LocalDate): DelegationShown['state'] => {
  // One that was taken back before its first day ends before it begins.
  if (to !== undefined && (to < today || to < from)) return 'ended';
  return from > today ? 'to-come' : 'in-force';
};

/** Who signs in the head's place (NĐ 30/2020 article 13), as this replica holds it. */
export function listDelegations({ db, actor, today }: QueryContext): Output<'office.listDelegations'> {
  const official = actor();
  const day = today();
  const delegations = allOf(db, 'delegation')
    .map(({ id, body }) => ({
      delegationId: DelegationId.parse(id),
      delegation: body,
      ...people(db, body),
      state: delegationState(body, day),
    }))
    .sort((a, b) => byState({ ...a, from: a.delegation.from }, { ...b, from: b.delegation.from }));
  return {
    delegations,
    ...(!mayDelegate(official, official.agencyId) && { whyNot: 'office.only-head-delegates' }),
  };
}

const handoverState = ({ from, to, returnedAt }: SealHandover, at: Instant): HandoverShown['state'] => {
  if (returnedAt !== undefined) return 'returned';
  if (to <= at) return 'over';
  return from > at ? 'to-come' : 'running';
};

/** In whose hands the seal was, is and will be (NĐ 30/2020 article 32.2b). */
export function listHandovers({ db, actor, ports }: QueryContext): Output<'office.listHandovers'> {
  const official = actor();
  const isClerk = may(official, 'seal', official);
  const at = ports.now();
  const handovers = allOf(db, 'sealHandover')
    .map(({ id, body }) => {
      const state = handoverState(body, at);
      return {
        handoverId: HandoverId.parse(id),
        handover: body,
        ...people(db, body),
        state,
        // One whose time is over too: it was not given back yet, and is recorded when it is.
        isReturnable: state !== 'returned' && (isClerk || body.officialId === official.id),
      };
    })
    .sort((a, b) => byState({ ...a, from: a.handover.from }, { ...b, from: b.handover.from }));
  return { handovers, ...(!isClerk && { whyNot: 'office.only-clerk-hands-over' }) };
}
