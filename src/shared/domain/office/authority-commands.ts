import { z } from 'zod';
import type { Actor } from '../core/command.ts';
import { change, command, create, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  type AgencyId,
  DelegationId,
  HandoverId,
  Instant,
  LocalDate,
  OfficialId,
  TypeName,
} from '../core/values.ts';
import { isHead } from './authority.ts';
import { AuthorityForm, DELEGATED_TYPES_MAX, WrittenBasis } from './delegation.ts';
import { SEAL_HANDOVERS_MAX } from './official.ts';

/** The head gives authority himself, or the administrator enters what the head decided in writing; nobody passes on what he was given (article 13.3). */
export const mayDelegate = (actor: Actor, agencyId: AgencyId): boolean =>
  may(actor, 'administer', { agencyId }) || (actor.agencyId === agencyId && isHead(actor));

/** Giao ký (NĐ 30/2020 article 13): who may sign in the head's place, which types, in which form, and until when. */
export const delegate = command({
  name: 'office.delegate',
  args: z.object({
    delegationId: DelegationId,
    officialId: OfficialId,
    form: AuthorityForm,
    typeNames: z.array(TypeName).max(DELEGATED_TYPES_MAX),
    from: LocalDate,
    to: LocalDate.optional(),
    basis: WrittenBasis,
  }),
  reads: ({ officialId }) => [ref('official', officialId)],
  decide: (
    read,
    { delegationId, officialId, form, typeNames, from, to, basis },
    { actor, agencyId, doneAt },
  ) => {
    if (!mayDelegate(actor, agencyId)) return refuse('office.only-head-delegates');
    const official = read('official', officialId);
    if (official?.agencyId !== agencyId) return refuse('office.other-agency');
    if (isHead(official)) return refuse('office.head-needs-none');
    if (form === 'KT.' && !official.roles.includes('leader')) return refuse('office.only-deputy');
    if (form === 'TUQ.' && to === undefined) return refuse('office.delegation-needs-end');
    if (to !== undefined && to < from) return refuse('office.delegation-dates');
    return [
      create('delegation', delegationId, {
        v: 1,
        agencyId,
        officialId,
        form,
        typeNames,
        from,
        ...(to && { to }),
        basis,
        by: actor.id,
        doneAt,
      }),
    ];
  },
});

/** Thôi giao ký: from the given day's end on. What was signed before stays signed with right. */
export const endDelegation = command({
  name: 'office.endDelegation',
  args: z.object({ delegationId: DelegationId, lastDay: LocalDate }),
  reads: ({ delegationId }) => [ref('delegation', delegationId)],
  decide: (read, { delegationId, lastDay }, { actor, agencyId, today }) => {
    const known = read('delegation', delegationId);
    if (!known) return refuse('office.delegation-not-found');
    if (known.agencyId !== agencyId || !mayDelegate(actor, agencyId))
      return refuse('office.only-head-delegates');
    if (known.to !== undefined && known.to <= lastDay) return refuse('office.delegation-dates');
    // A day that is over was signed under this authority; the past is not taken back.
    if (lastDay < today && today >= known.from) return refuse('office.delegation-dates');
    return [change('delegation', delegationId, { ...known, to: lastDay, endedBy: actor.id })];
  },
});

/** A seal is lent for days, not for years. */
export const HANDOVER_DAYS_MAX = 92;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Bàn giao dấu, thiết bị lưu khóa bí mật (NĐ 30/2020 article 32.2b): by the clerk, permitted in writing, with a record. */
export const handOverSeal = command({
  name: 'office.handOverSeal',
  args: z.object({
    handoverId: HandoverId,
    officialId: OfficialId,
    from: Instant,
    to: Instant,
    permission: WrittenBasis,
    minutes: WrittenBasis,
  }),
  reads: ({ officialId }) => [ref('official', officialId)],
  decide: (
    read,
    { handoverId, officialId, from, to, permission, minutes },
    { actor, agencyId, doneAt, at },
  ) => {
    if (!may(actor, 'seal', { agencyId })) return refuse('office.only-clerk-hands-over');
    const official = read('official', officialId);
    if (official?.agencyId !== agencyId) return refuse('office.other-agency');
    if (official.roles.includes('clerk')) return refuse('office.clerk-has-the-seal');
    const lasts = Date.parse(to) - Date.parse(from);
    if (lasts <= 0 || lasts > HANDOVER_DAYS_MAX * DAY_MS || to <= at) return refuse('office.handover-time');
    const held = [...(official.sealHandovers ?? []), handoverId];
    if (held.length > SEAL_HANDOVERS_MAX) return refuse('office.too-many-handovers');
    return [
      change('official', officialId, { ...official, sealHandovers: held }),
      create('sealHandover', handoverId, {
        v: 1,
        agencyId,
        officialId,
        from,
        to,
        permission,
        minutes,
        by: actor.id,
        doneAt,
      }),
    ];
  },
});

/** Nhận lại dấu: the clerk has it again, or its holder gave it back before the time. */
export const takeBackSeal = command({
  name: 'office.takeBackSeal',
  args: z.object({ handoverId: HandoverId }),
  reads: ({ handoverId }, read) => {
    const known = read('sealHandover', handoverId);
    return [ref('sealHandover', handoverId), ...(known ? [ref('official', known.officialId)] : [])];
  },
  decide: (read, { handoverId }, { actor, agencyId, at }) => {
    const known = read('sealHandover', handoverId);
    if (known?.agencyId !== agencyId) return refuse('office.handover-not-found');
    if (!may(actor, 'seal', { agencyId }) && known.officialId !== actor.id)
      return refuse('office.only-clerk-hands-over');
    if (known.returnedAt !== undefined) return refuse('office.handover-returned');
    const holder = read('official', known.officialId);
    const held = holder?.sealHandovers?.filter((each) => each !== handoverId) ?? [];
    return [
      change('sealHandover', handoverId, { ...known, returnedAt: at }),
      ...(holder ? [change('official', known.officialId, { ...holder, sealHandovers: held })] : []),
    ];
  },
});
