import { z } from 'zod';
import { byName, change, command, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AgencyId, RecipientGroupId } from '../core/values.ts';
import { takeStatus } from './heard-status.ts';
import { importPackage } from './import-package.ts';
import { GROUP_MEMBERS_MAX, GroupName } from './recipient-group.ts';

/** How long a recipient may leave a document untaken before the sender is warned; each agency may set its own. */
export const NOT_TAKEN_HOURS = 24;
export const NotTakenHours = z
  .int()
  .min(1)
  .max(30 * 24);

/** Keeps a group of recipients under a name; the same id again replaces what was there. */
export const saveGroup = command({
  name: 'exchange.saveGroup',
  args: z.object({
    groupId: RecipientGroupId,
    agencyId: AgencyId,
    name: GroupName,
    members: z.array(AgencyId).min(1).max(GROUP_MEMBERS_MAX),
  }),
  reads: ({ groupId }) => [ref('recipientGroup', groupId)],
  decide: (read, { groupId, agencyId, name, members }, { actor }) => {
    if (!may(actor, 'dispatch', { agencyId })) return refuse('exchange.only-clerk-keeps-groups');
    const known = read('recipientGroup', groupId);
    if (known && known.agencyId !== agencyId) return refuse('office.other-agency');
    if (members.includes(agencyId)) return refuse('outgoing.recipient-is-sender');
    const { isRemoved: _, ...kept } = known ?? { v: 1 as const, agencyId };
    return [change('recipientGroup', groupId, { ...kept, name, members: [...new Set(members)] })];
  },
});

/** Takes a group out of the lists; what was sent to it is not touched. */
export const removeGroup = command({
  name: 'exchange.removeGroup',
  args: z.object({ groupId: RecipientGroupId }),
  reads: ({ groupId }) => [ref('recipientGroup', groupId)],
  decide: (read, { groupId }, { actor, agencyId }) => {
    if (!may(actor, 'dispatch', { agencyId })) return refuse('exchange.only-clerk-keeps-groups');
    const known = read('recipientGroup', groupId);
    if (!known || known.isRemoved) return refuse('exchange.group-not-found');
    if (known.agencyId !== agencyId) return refuse('office.other-agency');
    return [change('recipientGroup', groupId, { ...known, isRemoved: true })];
  },
});

/** After how many hours a recipient that has not taken a document in is shown as "chưa tiếp nhận". */
export const setNotTakenHours = command({
  name: 'exchange.setNotTakenHours',
  args: z.object({ agencyId: AgencyId, hours: NotTakenHours }),
  reads: ({ agencyId }) => [ref('agency', agencyId)],
  decide: (read, { agencyId, hours }, { actor }) => {
    if (!may(actor, 'chase', { agencyId })) return refuse('exchange.only-clerk-or-administrator');
    const agency = read('agency', agencyId);
    if (!agency) return refuse('office.other-agency');
    return [change('agency', agencyId, { ...agency, notTakenHours: hours })];
  },
});

/** What an official may do about the exchange, besides sending a document. */
export const sendingCommands = byName(saveGroup, removeGroup, setNotTakenHours, importPackage, takeStatus);
