import { randomUUID } from 'node:crypto';
import { type AnyBody, type Kind, kindRule } from '../../src/shared/domain/core/kinds.ts';
import type { Province } from './province.ts';

/**
 * Puts an entity where no command leads yet, in the words that the authority itself writes with: under the agency's counter, with its access and
 * files, as one operation of the log.
 */
export async function plant(
  province: Pick<Province, 'ask'>,
  agencyId: string,
  { kind, id, body }: { readonly kind: Kind; readonly id: string; readonly body: AnyBody },
): Promise<void> {
  const rule = kindRule(kind);
  const root = rule.rootOf(id, body);
  const place = { kind, id, root_kind: root.kind, root_id: root.id, ordinal: 1 };
  const at = new Date().toISOString();
  await province.ask('select write_batch($1)', [
    JSON.stringify({
      agencyId,
      officialId: 'test',
      device: 'test',
      arrivedAt: at,
      acceptedCount: 1,
      removesQueueRow: false,
      claims: [],
      created: [],
      put: [{ ...place, body: JSON.stringify(body), operation_id: 'test' }],
      access: [{ ...place, is_new: false, principals: rule.visibleTo(id, body) }],
      blobRefs: [{ ...place, is_new: false, hashes: rule.blobsIn(body) }],
      memberships: [],
      queue: [],
      verdicts: [],
      log: [{ id: randomUUID(), ordinal: 1, name: 'test.plant', args: '{}', args_sha256: '', done_at: at }],
    }),
  ]);
}
