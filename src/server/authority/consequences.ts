import { kindRule } from '../../shared/domain/core/kinds.ts';
import { holdsSeal, type Principal } from '../../shared/domain/core/principal.ts';
import { isHere } from '../../shared/domain/office/leaving-commands.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import type { BatchWrite } from '../store/authority-store.ts';
import type { BatchView } from './view.ts';

type Written = Pick<BatchWrite, 'created' | 'put' | 'access' | 'blobRefs' | 'memberships'>;

/**
 * The rows that a batch's changes amount to, one per entity: its last body, who sees its root because of it (only where that changed),
 * and the files that it lets its readers fetch.
 */
export function rowsOf(view: BatchView): Written {
  const rows = { created: [], put: [], access: [], blobRefs: [], memberships: [] } as {
    [K in keyof Written]: Written[K][number][];
  };
  for (const each of view.changes()) {
    const { kind, id, ordinal, body, bodyText } = each;
    const rule = kindRule(kind);
    const root = rule.rootOf(id, body);
    const place = { kind, id, root_kind: root.kind, root_id: root.id, ordinal };
    (each.isCreated ? rows.created : rows.put).push({
      ...place,
      body: bodyText,
      operation_id: each.operationId,
    });
    const before = each.isCreated ? undefined : view.before(each);
    const principals = rule.visibleTo(id, body);
    if (differ(principals, before ? rule.visibleTo(id, before) : [], each.isCreated || before !== undefined))
      rows.access.push({ ...place, is_new: each.isCreated, principals: [...new Set<Principal>(principals)] });
    const hashes = rule.blobsIn(body);
    if (differ(hashes, before ? rule.blobsIn(before) : [], each.isCreated || before !== undefined))
      rows.blobRefs.push({ ...place, is_new: each.isCreated, hashes: [...new Set(hashes)] });
    if (kind === 'official') {
      const official = body as Official;
      const { agencyId, unitId, roles } = official;
      rows.memberships.push({
        id,
        ordinal,
        body: bodyText,
        fingerprint: JSON.stringify([
          agencyId,
          unitId ?? '',
          [...roles].sort(),
          ...(holdsSeal(official) ? ['seal'] : []),
          ...(isHere(official) ? [] : ['left']),
        ]),
      });
    }
  }
  return rows;
}

/** An entity that was written without being read may have had anything before; then the rows are always put right. */
function differ<Value>(after: readonly Value[], before: readonly Value[], isBeforeKnown: boolean): boolean {
  if (!isBeforeKnown) return true;
  const had = new Set(before);
  return had.size !== new Set(after).size || after.some((each) => !had.has(each));
}
