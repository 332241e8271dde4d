import { z } from 'zod';
import { change, command, create, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { IncidentId, Reason, RegisterId } from '../core/values.ts';
import { OF_AUTHORITY } from '../office/register.ts';

/** Numbers that one decision gives up: what an office gives in a day or two, which is what a backup lacks. */
export const MISSING_MAX = 200;

/**
 * Hủy số không về: the server was put back in time, and what it had given since does not all come back, because a machine is lost. The numbers become void entries of the
 * book with their reason, so that it goes on; a paper that bears one and comes later is an incident. Of a closed book as well (NĐ 30/2020 articles 15, 22: numbers run
 * without a gap): it was closed by a server that had forgotten them, so that they are entered behind its last number, and the book says where it had ended.
 */
export const voidMissing = command({
  name: 'register.voidMissing',
  args: z.object({
    registerId: RegisterId,
    /** The next number of the book, as who decides has seen it: the first that is given up. */
    from: z.int().positive(),
    /** One for each number. */
    incidentIds: z.array(IncidentId).min(1).max(MISSING_MAX),
    reason: Reason,
  }),
  reads: ({ registerId }) => [ref('register', registerId)],
  decide: (read, { registerId, from, incidentIds, reason }, context) => {
    const { actor, agencyId, device, doneAt, isAuthority, today } = context;
    const book = read('register', registerId);
    if (book?.agencyId !== agencyId) return refuse('register.not-found');
    if (!may(actor, 'number', book)) return refuse('register.only-clerk-settles');
    if (book.lease) return refuse('register.lease-taken');
    if (from !== book.next) return refuse('register.lower-first', { number: book.next });
    if (!isAuthority) return undecided;
    const settled = { how: 'void' as const, by: actor.id, on: today, reason, isEntry: true };
    return [
      ...incidentIds.map((incidentId, index) =>
        create('incident', incidentId, {
          v: 1,
          agencyId,
          registerId,
          given: { number: from + index, issuedOn: book.lastIssuedOn, epoch: OF_AUTHORITY },
          code: 'register.lower-awaited',
          device,
          by: actor.id,
          doneAt,
          isDisputed: false,
          settled,
        }),
      ),
      change('register', registerId, {
        ...book,
        next: book.next + incidentIds.length,
        ...(book.closed && { closed: { last: book.next - 1, ...book.closed } }),
      }),
    ];
  },
});
