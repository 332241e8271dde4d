import type { Delivery, StatusCode } from './delivery.ts';

const rank: Record<StatusCode, number> = { '01': 1, '02': 9, '03': 3, '04': 4, '05': 5, '06': 6 };

/**
 * Joins a status heard late, twice or out of order with what is known: the higher wins, 01 < 03 < 04 < 05 < 06 and 01 < 02 (end).
 * 02 against 03 or more is a contradiction: the first stays, the other is kept for the clerk.
 */
export function joinStatus(
  known: Delivery['status'],
  heard: StatusCode,
): { status: StatusCode; contradiction?: StatusCode } {
  if (known === undefined || known === heard) return { status: heard };
  const refusedAgainstReceived = (known === '02' && rank[heard] >= 3) || (heard === '02' && rank[known] >= 3);
  if (refusedAgainstReceived) return { status: known, contradiction: heard };
  return { status: rank[heard] > rank[known] ? heard : known };
}
