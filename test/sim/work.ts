import type { Given, Work } from './desk.ts';
import type { Seat } from './office.ts';
import type { Device, World } from './story.ts';
import { incomingWork } from './work-incoming.ts';
import { officeWork } from './work-office.ts';
import { outgoingWork } from './work-outgoing.ts';
import { registerWork } from './work-register.ts';

const { receive, register, refuse, correct, markRead, direct, start, finish, reopen } = incomingWork;
const { draft, revise, attach, submit, withdraw, sign, seal, takeNumber, dispatch } = outgoingWork;
const { sealAttachment, extend, extendAttachment, copy } = outgoingWork;
const { foundUnit, appoint, openBook, trust, distrust, delegate, endDelegation } = officeWork;
const { takeLease, extendLease, returnLease, withdrawLease, settle } = registerWork;

/** What waits for each seat, the nearest to its end first. */
const waiting: Readonly<Record<Seat, readonly Work[]>> = {
  clerk: [settle, extendLease, sealAttachment, extendAttachment, dispatch, seal, takeNumber, register],
  leader: [sign, finish, start, direct],
  specialist: [finish, start, submit],
  aide: [sign, seal, sealAttachment, finish, start, submit],
  administrator: [openBook, withdrawLease],
};
/** What else each seat does, as often as it stands here: right or wrong, for a rule that refuses is part of the story. */
const others: Readonly<Record<Seat, readonly Work[]>> = {
  clerk: [
    ...[
      receive,
      receive,
      receive,
      register,
      refuse,
      correct,
      markRead,
      copy,
      copy,
      extend,
      extend,
      extendAttachment,
      extendAttachment,
    ],
    ...[
      outgoingWork.void,
      outgoingWork.void,
      officeWork.handOverSeal,
      officeWork.takeBackSeal,
      draft,
      submit,
      takeNumber,
    ],
    ...[takeLease, takeLease, extendLease, extendLease, returnLease, register, takeNumber],
  ],
  leader: [direct, direct, outgoingWork.return, markRead, delegate, delegate, endDelegation, draft, submit],
  specialist: [
    reopen,
    reopen,
    markRead,
    draft,
    draft,
    revise,
    attach,
    attach,
    attach,
    submit,
    withdraw,
    sign,
  ],
  aide: [reopen, markRead, draft, draft, revise, attach, submit, withdraw, extend, extendAttachment],
  administrator: [foundUnit, appoint, appoint, openBook, trust, distrust, delegate, endDelegation],
};

const TRIES = 5;

/** Tries pieces of work on a machine until there is something to do; answers what was given, or nothing. */
export async function workOnce(world: World, device: Device): Promise<Given | undefined> {
  const { random } = world;
  // The smaller office's clerk keeps its books as well.
  const more = device.agency.code === 'B' && device.seat === 'clerk' ? waiting.administrator : [];
  const first = random.chance(0.6) ? [...more, ...waiting[device.seat]] : [];
  for (let turn = 0; turn < first.length + TRIES; turn++) {
    const work = first[turn] ?? random.pick(others[device.seat]);
    const given = await work(world, device);
    if (!given) continue;
    const { operationId } = device.test.replica.perform(given[0], given[1]);
    world.performed.set(operationId, { name: given[0], device: device.name });
    return given;
  }
  return undefined;
}
