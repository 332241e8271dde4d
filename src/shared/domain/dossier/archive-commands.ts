import { z } from 'zod';
import { change, command, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { DossierId, LocalDate, Reason } from '../core/values.ts';
import { isHead } from '../office/authority.ts';
import { WrittenBasis } from '../office/delegation.ts';
import { nextDossierState } from './dossier.ts';
import { isSubmitted, keptAtMostUntil, Retention, submissionEnds } from './retention.ts';

/** Kết thúc hồ sơ (NĐ 30/2020 article 29.4): the work is done; the retention is set anew, and an empty dossier has nothing to close. */
export const close = command({
  name: 'dossier.close',
  args: z.object({ dossierId: DossierId, endedOn: LocalDate, retention: Retention }),
  reads: ({ dossierId }) => [ref('dossier', dossierId)],
  decide: (read, { dossierId, endedOn, retention }, { actor, today }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (dossier.ownerId !== actor.id) return refuse('dossier.only-owner');
    const state = nextDossierState(dossier.state, 'close');
    if (!state) return refuse('dossier.not-open');
    if (dossier.itemCount === 0) return refuse('dossier.empty');
    if (endedOn < dossier.startedOn || endedOn > today) return refuse('dossier.end-date');
    return [change('dossier', dossierId, { ...dossier, state, endedOn, retention })];
  },
});

/** Mở lại: the work was not done after all. */
export const reopen = command({
  name: 'dossier.reopen',
  args: z.object({ dossierId: DossierId }),
  reads: ({ dossierId }) => [ref('dossier', dossierId)],
  decide: (read, { dossierId }, { actor }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (dossier.ownerId !== actor.id) return refuse('dossier.only-owner');
    const state = nextDossierState(dossier.state, 'reopen');
    if (!state) return refuse('dossier.not-closed');
    const { endedOn: _ended, kept: _kept, ...rest } = dossier;
    return [change('dossier', dossierId, { ...(rest as typeof dossier), state })];
  },
});

/** Nộp lưu (article 30): to the agency's own archive; what is kept for less than five years stays with its unit (article 31.3c). */
export const submit = command({
  name: 'dossier.submit',
  args: z.object({ dossierId: DossierId }),
  reads: ({ dossierId }) => [ref('dossier', dossierId)],
  decide: (read, { dossierId }, { actor, today }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (dossier.ownerId !== actor.id) return refuse('dossier.only-owner');
    const state = nextDossierState(dossier.state, 'submit');
    if (!state) return refuse('dossier.not-closed');
    if (!isSubmitted(dossier.retention)) return refuse('dossier.kept-too-short');
    const { sentBackReason: _answered, ...rest } = dossier;
    return [change('dossier', dossierId, { ...(rest as typeof dossier), state, submittedOn: today })];
  },
});

/** Nhận vào lưu trữ (article 30.3b): checked against the list, with the condition that the record of hand-over states. */
export const accept = command({
  name: 'dossier.accept',
  args: z.object({ dossierId: DossierId, condition: z.string().trim().min(1).max(1000) }),
  reads: ({ dossierId }) => [ref('dossier', dossierId)],
  decide: (read, { dossierId, condition }, { actor, today }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (!may(actor, 'archive', dossier)) return refuse('dossier.only-archivist');
    const state = nextDossierState(dossier.state, 'accept');
    if (!state) return refuse('dossier.not-submitted');
    return [
      change('dossier', dossierId, { ...dossier, state, archived: { on: today, by: actor.id, condition } }),
    ];
  },
});

/** Trả lại: the archive found something missing; the unit mends it and submits again. */
export const sendBack = command({
  name: 'dossier.sendBack',
  args: z.object({ dossierId: DossierId, reason: Reason }),
  reads: ({ dossierId }) => [ref('dossier', dossierId)],
  decide: (read, { dossierId, reason }, { actor }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (!may(actor, 'archive', dossier)) return refuse('dossier.only-archivist');
    const state = nextDossierState(dossier.state, 'sendBack');
    if (!state) return refuse('dossier.not-submitted');
    const { submittedOn: _taken, ...rest } = dossier;
    return [change('dossier', dossierId, { ...(rest as typeof dossier), state, sentBackReason: reason })];
  },
});

/** Giữ lại (article 31.3d): the head agrees in writing that the unit keeps a dossier beyond its day, for two years at most. */
export const keep = command({
  name: 'dossier.keep',
  args: z.object({ dossierId: DossierId, until: LocalDate, basis: WrittenBasis }),
  reads: ({ dossierId }) => [ref('dossier', dossierId)],
  decide: (read, { dossierId, until, basis }, { actor }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (actor.agencyId !== dossier.agencyId || !isHead(actor)) return refuse('dossier.only-head-keeps');
    const { endedOn, group, retention } = dossier;
    if (!nextDossierState(dossier.state, 'keep') || !endedOn) return refuse('dossier.not-closed');
    if (!isSubmitted(retention)) return refuse('dossier.kept-too-short');
    const ends = submissionEnds(endedOn, group);
    if (until <= ends || until > keptAtMostUntil(ends)) return refuse('dossier.kept-too-long');
    return [change('dossier', dossierId, { ...dossier, kept: { until, basis, by: actor.id } })];
  },
});
