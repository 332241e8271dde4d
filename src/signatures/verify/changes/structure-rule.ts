import { asArray, asDict, asRef, isName, type PdfDict, type PdfObject } from '../../pdf/objects.ts';
import type { PdfView } from '../../pdf/view.ts';
import type { Comparison } from './comparison.ts';

const STRUCTURE_NODES_MAX = 200_000;

/** Entries of the structure that lists grow in: kids, and the two numbered tables that lead back from the page. */
const GROWING: ReadonlySet<string> = new Set(['K', 'ParentTree', 'Nums', 'Kids', 'IDTree', 'Names']);

/** Bounds of a tree node (ISO 32000-2 §7.9.6) and the counter of the next key move when something is added. */
const MOVING: ReadonlySet<string> = new Set(['ParentTreeNextKey', 'Limits']);

/** Elements below a new one: a form field has one or two. */
const NEW_DEPTH_MAX = 8;

/** An entry in two revisions, and the key that it stands under. */
type Waiting = [was: PdfObject, is: PdfObject | undefined, key: string];

/**
 * Whether the structure tree (§14.7.2) is what it was with things added: each node keeps its entries, each list its items in their
 * order. A new element draws nothing; it may describe an object on the page, and not read signed text in other words.
 */
export function hasGrown(comparison: Comparison, old: PdfObject, current: PdfObject | undefined): boolean {
  const { before, after } = comparison;
  const seen = new Set<string>();
  const waiting: Waiting[] = [[old, current, '']];
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    comparison.budget.spend();
    const [was, is, key] = pair;
    const [wasRef, isRef] = [asRef(was), asRef(is)];
    if (wasRef && isRef) {
      const met = `${wasRef.num} ${isRef.num}`;
      if (seen.has(met)) continue;
      if (seen.size > STRUCTURE_NODES_MAX) return false;
      seen.add(met);
    }
    const [a, b] = [before.resolve(was), after.resolve(is)];
    const [first, second] = [asDict(a), asDict(b)];
    if (first && second) {
      if (!growsDict(comparison, first, second, waiting)) return false;
    } else if (!growsList(comparison, [a, b, key], waiting)) return false;
  }
  return true;
}

function growsDict(comparison: Comparison, was: PdfDict, is: PdfDict, waiting: Waiting[]): boolean {
  if (was !== is && is.duplicates.length > 0) return false;
  for (const [key, value] of was.entries) {
    const other = is.entries.get(key);
    if (MOVING.has(key) || key === 'P') continue;
    if (GROWING.has(key)) waiting.push([value, other, key]);
    else if (!comparison.same(value, other)) return false;
  }
  return [...is.entries].every(([key, value]) => {
    if (was.entries.has(key) || MOVING.has(key)) return true;
    if (key === 'K') return describesObjects(comparison.after, value, 0);
    return GROWING.has(key);
  });
}

/** Every old item is there, in order; a single kid may have become the first of a list (§14.7.2 Table 355). */
function growsList(comparison: Comparison, [was, is, key]: Waiting, waiting: Waiting[]): boolean {
  const [old, current] = [asArray(was)?.items ?? [was], is ? (asArray(is)?.items ?? [is]) : []];
  let next = 0;
  for (const item of current) {
    const expected = old[next];
    const [a, b] = [asRef(expected), asRef(item)];
    if (expected && a && b && a.num === b.num) {
      waiting.push([expected, item, key]);
      next++;
    } else if (expected && comparison.same(expected, item)) next++;
    else if (key === 'K' && !describesObjects(comparison.after, item, 0)) return false;
  }
  return next === old.length;
}

/** An element, or a list of them, that leads to annotations alone (§14.7.5.3): no marked content, no text to be read instead. */
function describesObjects(view: PdfView, item: PdfObject, depth: number): boolean {
  view.budget.spend();
  const object = view.resolve(item);
  if (depth > NEW_DEPTH_MAX) return false;
  if (object.kind === 'array') return object.items.every((kid) => describesObjects(view, kid, depth + 1));
  if (object.kind !== 'dict' || object.entries.has('ActualText')) return false;
  if (isName(view.get(object, 'Type'), 'OBJR')) return true;
  const kids = object.entries.get('K');
  return object.entries.has('S') && (kids === undefined || describesObjects(view, kids, depth + 1));
}
