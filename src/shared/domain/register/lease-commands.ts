import { z } from 'zod';
import { addDays } from '../../text/day.ts';
import { change, command, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { LocalDate, Reason, RegisterId } from '../core/values.ts';
import { yearOf } from '../office/register.ts';

/** A book is lent for a journey or a broken line, not for months; files that wait for a line are kept as long. */
export const LEASE_DAYS_MAX = 14;

/** Giữ sổ: the whole book goes to one device, granted by the authority alone, to the end of a day that is at most 31/12 of its year. The holder may take it for longer. */
export const takeLease = command({
  name: 'register.takeLease',
  args: z.object({ registerId: RegisterId, lastDay: LocalDate }),
  reads: ({ registerId }) => [ref('register', registerId)],
  decide: (read, { registerId, lastDay }, { actor, device, isAuthority, today, at }) => {
    const book = read('register', registerId);
    if (!book) return refuse('register.not-found');
    if (!may(actor, 'number', book)) return refuse('register.only-clerk-leases');
    if (book.closed) return refuse('register.closed', { year: book.year });
    if (lastDay < today || lastDay > addDays(today, LEASE_DAYS_MAX) || yearOf(lastDay) !== book.year)
      return refuse('register.lease-dates', { days: LEASE_DAYS_MAX, year: book.year });
    const { lease, leaseEpoch = 0 } = book;
    if (lease && lease.device !== device) return refuse('register.lease-taken');
    if (!lease && book.disputed !== undefined) return refuse('register.lease-disputed');
    if (!isAuthority) return undecided;
    const epoch = lease?.epoch ?? leaseEpoch + 1;
    return [
      change('register', registerId, {
        ...book,
        lease: { device, epoch, officialId: actor.id, lastDay, takenAt: lease?.takenAt ?? at },
        leaseEpoch: epoch,
      }),
    ];
  },
});

/** Trả sổ: by the device that has it. Its numbers stand before this in its own sequence, so that they arrive first. */
export const returnLease = command({
  name: 'register.returnLease',
  isOfDevice: true,
  args: z.object({ registerId: RegisterId, epoch: z.int().positive() }),
  reads: ({ registerId }) => [ref('register', registerId)],
  decide: (read, { registerId, epoch }, { actor, device }) => {
    const book = read('register', registerId);
    if (book?.agencyId !== actor.agencyId) return refuse('register.not-found');
    const { lease, ...rest } = book;
    if (lease?.device !== device || lease.epoch !== epoch) return refuse('register.lease-changed');
    return [change('register', registerId, rest)];
  },
});

/**
 * Thu hồi sổ: from a holder who is lost or late. What he gave and did not send is fenced off from now on. An administrator or a leader decides it; any clerk, once
 * the lease has run out.
 */
export const withdrawLease = command({
  name: 'register.withdrawLease',
  args: z.object({ registerId: RegisterId, epoch: z.int().positive(), reason: Reason }),
  reads: ({ registerId }) => [ref('register', registerId)],
  decide: (read, { registerId, epoch, reason }, { actor, isAuthority, today, at }) => {
    const book = read('register', registerId);
    if (!book) return refuse('register.not-found');
    const { lease, ...rest } = book;
    const hasEnded = lease !== undefined && today > lease.lastDay;
    if (!may(actor, 'withdrawLease', book) && !(hasEnded && may(actor, 'number', book)))
      return refuse('register.only-leader-withdraws');
    if (lease?.epoch !== epoch) return refuse('register.lease-changed');
    if (!isAuthority) return undecided;
    const withdrawn = { officialId: lease.officialId, epoch, by: actor.id, at, reason };
    return [change('register', registerId, { ...rest, withdrawn })];
  },
});
