import { z } from 'zod';
import { change, command, type Decision, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { OfficeEventId, OfficialId } from '../core/values.ts';
import { Official, unitsOf } from './official.ts';
import { officialChanges } from './tell-event.ts';

/**
 * An official is given a place, concurrent posts, roles and, for signers, a registered certificate. Replaces what was there, but for fields that only a newer program
 * knows; posts that are not named stay, for a program that does not know of them yet.
 */
export const appoint = command({
  name: 'office.appoint',
  args: z.object({ officialId: OfficialId, official: Official }),
  reads: ({ officialId, official }) => [
    ref('official', officialId),
    ...unitsOf(official).map((unitId) => ref('unit', unitId)),
  ],
  decide: (read, { officialId, official }, context): Decision => {
    if (!may(context.actor, 'administer', official)) return refuse('office.only-administrator');
    const known = read('official', officialId);
    if (known && known.agencyId !== official.agencyId) return refuse('office.other-agency');
    if (official.roles.includes('system')) return refuse('office.only-administrator');
    for (const unitId of unitsOf(official)) {
      const unit = read('unit', unitId);
      if (unit?.agencyId !== official.agencyId) return refuse('office.unit-not-found');
      if (unit.closedOn !== undefined) return refuse('office.unit-closed');
    }
    const { sealHandovers: _, leftOn: _left, eventCount: _events, ...given } = official;
    return officialChanges(officialId, known, { ...keptOf(known), ...given } as Official, context);
  },
});

/** What is not given by appointing: the seal in his hands, and what this program does not know. Other fields are given anew, so that one left out is gone. */
function keptOf(known: Official | undefined): object {
  if (!known) return {};
  const {
    v,
    agencyId,
    unitId,
    fullName,
    position,
    signingCapacity,
    roles,
    certificateSha256,
    leftOn,
    ...kept
  } = known;
  return kept;
}

/** Xác nhận thay đổi quyền: whoever answers for it, other than who made the change, has seen it and lets it stand (annex VI part I, III.3.c). */
export const confirmChange = command({
  name: 'office.confirmChange',
  args: z.object({ eventId: OfficeEventId }),
  reads: ({ eventId }) => [ref('officeEvent', eventId)],
  decide: (read, { eventId }, { actor, agencyId, at }) => {
    if (!may(actor, 'confirmRights', { agencyId })) return refuse('office.only-others-confirm');
    const event = read('officeEvent', eventId);
    if (event?.agencyId !== agencyId) return refuse('office.change-not-found');
    if (event.by === actor.id) return refuse('office.not-own-change');
    if (!event.needsConfirming || event.confirmed) return refuse('office.change-confirmed');
    return [change('officeEvent', eventId, { ...event, confirmed: { by: actor.id, at } })];
  },
});
