import type { z } from 'zod';
import type { OperationShown } from '../../shared/contract/sync.ts';
import { confirmedBody, seenBody } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';
import { refsOfOperation } from './outbox.ts';

type Difference = z.infer<typeof OperationShown>['differences'][number];

export const DIFFERENCES_MAX = 50;
export const VALUE_LENGTH_MAX = 500;

const shown = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, VALUE_LENGTH_MAX);
};

/** The plain fields in which two bodies differ. */
export function differencesBetween(mine: object, theirs: object): readonly Difference[] {
  const [left, right] = [new Map(Object.entries(mine)), new Map(Object.entries(theirs))];
  const fields = [...new Set([...left.keys(), ...right.keys()])];
  return fields
    .filter((field) => shown(left.get(field)) !== shown(right.get(field)))
    .slice(0, DIFFERENCES_MAX)
    .map((field) => ({ field, mine: shown(left.get(field)), theirs: shown(right.get(field)) }));
}

/** What a refused operation had made of what the authority holds; before its overlay is taken away. */
export function differencesOf(db: ReadDb, n: number): readonly Difference[] {
  return refsOfOperation(db, n)
    .filter((each) => each.isWrite)
    .flatMap(({ kind, id }) => {
      const mine = seenBody(db, kind, id);
      const theirs = confirmedBody(db, kind, id);
      return mine && theirs ? differencesBetween(mine, theirs) : [];
    })
    .slice(0, DIFFERENCES_MAX);
}
