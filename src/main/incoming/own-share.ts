import type { IncomingId } from '../../shared/domain/core/values.ts';
import { type Assignment, isLive } from '../../shared/domain/incoming/parts.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';

const weight = { lead: 0, supporting: 1, information: 2 } as const;

/** The official's own share of a document, the weightiest where he has several; undefined where he has none, or none any more. */
export const ownShare = (
  { db, ports }: Pick<QueryContext, 'db' | 'ports'>,
  documentId: IncomingId,
): { readonly id: string; readonly body: Assignment } | undefined =>
  partsOf(db, 'assignment', { kind: 'incoming', id: documentId })
    .filter(({ body }) => body.officialId === ports.profile.officialId && isLive(body))
    .sort((a, b) => weight[a.body.part] - weight[b.body.part])[0];
