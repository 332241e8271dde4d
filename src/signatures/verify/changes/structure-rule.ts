import { asArray, asDict, asRef, type PdfDict, type PdfObject } from '../../pdf/objects.ts';
import type { Comparison } from './comparison.ts';

const STRUCTURE_NODES_MAX = 200_000;

/** Entries of the structure that lists grow in: kids, and the two numbered tables that lead back from the page. */
const GROWING: ReadonlySet<string> = new Set(['K', 'ParentTree', 'Nums', 'Kids', 'IDTree', 'Names']);

/** Bounds of a tree node (ISO 32000-2 §7.9.6) and the counter of the next key move when something is added. */
const MOVING: ReadonlySet<string> = new Set(['ParentTreeNextKey', 'Limits']);

/**
 * Whether the structure tree (§14.7.2) is what it was with things added: each node keeps its entries, each list its items in their
 * order. Elements that are new may be anything: they draw nothing.
 */
export function hasGrown(comparison: Comparison, old: PdfObject, current: PdfObject | undefined): boolean {
  const { before, after } = comparison;
  const seen = new Set<string>();
  const waiting: [PdfObject, PdfObject | undefined][] = [[old, current]];
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    comparison.budget.spend();
    const [was, is] = pair;
    const [wasRef, isRef] = [asRef(was), asRef(is)];
    if (wasRef && isRef) {
      const key = `${wasRef.num} ${isRef.num}`;
      if (seen.has(key)) continue;
      if (seen.size > STRUCTURE_NODES_MAX) return false;
      seen.add(key);
    }
    const [a, b] = [before.resolve(was), after.resolve(is)];
    const [first, second] = [asDict(a), asDict(b)];
    if (first && second) {
      if (!growsDict(comparison, first, second, waiting)) return false;
    } else if (!growsList(comparison, a, b, waiting)) return false;
  }
  return true;
}

function growsDict(
  comparison: Comparison,
  was: PdfDict,
  is: PdfDict,
  waiting: [PdfObject, PdfObject | undefined][],
): boolean {
  if (was !== is && is.duplicates.length > 0) return false;
  for (const [key, value] of was.entries) {
    const other = is.entries.get(key);
    if (MOVING.has(key) || key === 'P') continue;
    if (GROWING.has(key)) waiting.push([value, other]);
    else if (!comparison.same(value, other)) return false;
  }
  return [...is.entries.keys()].every((key) => was.entries.has(key) || GROWING.has(key) || MOVING.has(key));
}

/** Every old item is there, in order; a single kid may have become the first of a list (§14.7.2 Table 355). */
function growsList(
  comparison: Comparison,
  was: PdfObject,
  is: PdfObject,
  waiting: [PdfObject, PdfObject | undefined][],
): boolean {
  const [old, current] = [asArray(was)?.items ?? [was], asArray(is)?.items ?? [is]];
  let next = 0;
  for (const item of current) {
    const expected = old[next];
    if (expected === undefined) break;
    const [a, b] = [asRef(expected), asRef(item)];
    if (a && b && a.num === b.num) {
      waiting.push([expected, item]);
      next++;
    } else if (comparison.same(expected, item)) next++;
  }
  return next === old.length;
}
