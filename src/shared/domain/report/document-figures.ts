import type { LocalDate } from '../core/values.ts';
import type { IncomingState } from '../incoming/incoming.ts';
import type { OutgoingState } from '../outgoing/outgoing.ts';

/** How a document of a period stands on the day of the report (NĐ 30/2020 annex VI part I, V.2 and V.4): worked off, in hand, in hand past its deadline, or ended without work. */
export const documentStandings = ['done', 'open', 'late', 'ended'] as const;
export type DocumentStanding = (typeof documentStandings)[number];
export type DocumentCounts = Readonly<Record<DocumentStanding, number>>;

/** What a report counts documents by. */
export const groupings = ['type', 'unit', 'state'] as const;
export type Grouping = (typeof groupings)[number];

/** An incoming document: done when it is finished, ended when it was refused or taken back, late when its day has passed and it is neither. */
export function incomingStanding(
  { state, dueOn }: { readonly state: IncomingState; readonly dueOn: LocalDate | undefined },
  today: LocalDate,
): DocumentStanding {
  if (state === 'done') return 'done';
  if (state === 'refused' || state === 'recalled') return 'ended';
  return dueOn !== undefined && dueOn < today ? 'late' : 'open';
}

/** A document with a number: done when it went out, ended when its number was given up; what still waits for its seal or its dispatch is in hand. */
export function outgoingStanding(state: OutgoingState): DocumentStanding {
  if (state === 'dispatched') return 'done';
  return state === 'void' ? 'ended' : 'open';
}

export const noDocuments: DocumentCounts = { done: 0, open: 0, late: 0, ended: 0 };
export const countOf = ({ done, open, late, ended }: DocumentCounts): number => done + open + late + ended;

/** Parts of a thousand that are worked off, of those that ask for work; undefined where none does. */
export function doneShare({ done, open, late }: DocumentCounts): number | undefined {
  const asked = done + open + late;
  return asked === 0 ? undefined : Math.round((done * 1000) / asked);
}

/** One more of a standing. */
export const withOne = (counts: DocumentCounts, standing: DocumentStanding): DocumentCounts => ({
  ...counts,
  [standing]: counts[standing] + 1,
});
