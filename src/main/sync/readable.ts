import { isKind, type Kind, kindRule } from '../../shared/domain/core/kinds.ts';
import type { EntityRow } from '../../shared/protocol/rows.ts';

/** The kind, when this program knows it and its body fits what it knows. */
export function readableKind({ kind, body }: Pick<EntityRow, 'kind' | 'body'>): Kind | undefined {
  return isKind(kind) && kindRule(kind).schema.safeParse(body).success ? kind : undefined;
}
