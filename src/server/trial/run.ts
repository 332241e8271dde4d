import { assert } from '../../shared/assert.ts';
import type { AgencyId, LocalDate, OfficialId } from '../../shared/domain/core/values.ts';
import { Instant } from '../../shared/domain/core/values.ts';
import type { Authority } from '../authority/authority.ts';

export type TrialOperation = { readonly name: string; readonly args: unknown };

/** Gives commands as an official (or the system) at a moment of the trial's past; every one must be accepted. */
export type Run = (
  agencyId: AgencyId,
  actor: OfficialId | 'system',
  when: LocalDate | Instant,
  operations: readonly TrialOperation[],
) => Promise<void>;

/** 08:00 in Viet Nam on a day. */
export const morningOf = (day: LocalDate): Instant => Instant.parse(`${day}T01:00:00.000Z`);

const MINUTE_MS = 60_000;
export const later = (at: Instant, minutes: number): Instant =>
  Instant.parse(new Date(Date.parse(at) + minutes * MINUTE_MS).toISOString());

export const runThrough =
  (authority: Authority): Run =>
  async (agencyId, actor, when, operations) => {
    const at = when.length === 10 ? morningOf(when as LocalDate) : (when as Instant);
    const verdicts = await authority.execute({ agencyId, actor, operations, at });
    assert(verdicts !== 'queue-row-gone', 'the trial takes no queue row');
    for (const [index, { status, code }] of verdicts.entries())
      assert(
        status === 'accepted',
        `the trial's ${operations[index]?.name ?? ''} was ${status}: ${code ?? ''}`,
      );
  };
