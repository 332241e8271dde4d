import type { Input } from '../../shared/contract/contract.ts';
import { AMENDED_MAX, NAME_CHARS_MAX } from '../../shared/contract/exchange.ts';
import { IncomingId, RequestId } from '../../shared/domain/core/values.ts';
import type { Amends } from '../../shared/domain/exchange/amends.ts';
import { Incoming } from '../../shared/domain/incoming/incoming.ts';
import type { Edoc } from '../../shared/edxml/message.ts';
import type { QueryContext } from '../handler.ts';
import { referenceOf } from '../incoming/projector.ts';
import type { ReadDb } from '../store/handles.ts';

/** Documents of one name: the same package carried in at most once, each of its later messages beside it. */
const SAME_NAME_MAX = 20;

/** Which earlier documents a package updates or replaces (Bussiness type 2 and 3), by its sender's names for them; undefined where it is about itself alone. */
export function amendedIn({
  business,
  from,
}: Pick<Edoc, 'business' | 'from'>): Input<'exchange.findAmended'> | undefined {
  const { type, documentId: updated = '', replacements = [] } = business;
  if (type !== 'update' && type !== 'replace') return undefined;
  const names = type === 'update' ? [updated] : replacements.map(({ documentId }) => documentId);
  return {
    how: type,
    senderCode: from.organId,
    names: names.slice(0, AMENDED_MAX).map((name) => name.slice(0, NAME_CHARS_MAX)),
  };
}

/** What such a package does: linked where the earlier document came as a file from the same agency, else named as its sender names it. */
export function findAmended(
  { db, ports }: Pick<QueryContext, 'db' | 'ports'>,
  { how, senderCode, names }: Input<'exchange.findAmended'>,
): Amends {
  const earlier = firstCarried(db, names, senderCode);
  return {
    how,
    reference: earlier?.reference ?? names[0] ?? '',
    ...(earlier && { documentId: earlier.documentId }),
    ...(how === 'update' && { requestId: RequestId.parse(ports.newId()) }),
  };
}

/** The first that is here: each name costs a walk over all documents. */
function firstCarried(db: ReadDb, names: readonly string[], senderCode: string) {
  for (const name of names) {
    const [found] = carriedUnder(db, name, senderCode);
    if (found) return found;
  }
  return undefined;
}

/** Looked for as it stands in the bodies: no list has it, and seldom is one asked for. */
function carriedUnder(db: ReadDb, name: string, senderCode: string) {
  if (name === '') return [];
  return db
    .prepare<[string, number], { id: string; seen: string }>(
      `select id, coalesce(overlay, body) as seen from entities
       where kind = 'incoming' and is_readable = 1 and instr(coalesce(overlay, body), ?) > 0 limit ?`,
    )
    .all(JSON.stringify(name), SAME_NAME_MAX)
    .flatMap(({ id, seen }) => {
      const document = Incoming.parse(JSON.parse(seen));
      const { carried } = document;
      const isIts =
        carried?.documentCode === name && carried.senderCode.toLowerCase() === senderCode.toLowerCase();
      return isIts ? [{ documentId: IncomingId.parse(id), reference: referenceOf(document) }] : [];
    });
}
