import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { DossierId, FileRef } from '../../shared/domain/core/values.ts';
import { outgoingAsItem } from '../../shared/domain/dossier/archive-values.ts';
import { type DossierItem, ITEMS_MAX, type ItemFields } from '../../shared/domain/dossier/dossier.ts';
import { filesOf, pageCountOf } from '../files/shown.ts';
import type { QueryContext } from '../handler.ts';
import { seen } from '../store/entities.ts';
import { itemIds } from './store.ts';

type Context = Pick<QueryContext, 'db' | 'blobs' | 'read'>;

/** One document of a dossier with all that leaves with it. */
export type Filed = {
  readonly itemId: string;
  readonly body: DossierItem;
  /** Absent where the document is not here for this official to read. */
  readonly named?: ItemFields;
  /** The main file first, then the attachments; empty where there is none, or none is known here. */
  readonly files: readonly FileRef[];
  /** Pages of the main file; absent until somebody counted them. */
  readonly pageCount?: number;
};

/** A document as the list of a dossier names it; undefined where it is not here for this official to read. */
export function listedAs({ read }: Pick<Context, 'read'>, of: DocumentRef): ItemFields | undefined {
  if (of.kind === 'incoming') return read('incoming', of.id);
  const document = read('outgoing', of.id);
  return document && outgoingAsItem(document, read('agency', document.agencyId)?.name ?? '');
}

const filesFor = (context: Context, of: DocumentRef): readonly FileRef[] => {
  const main = context.read(of.kind, of.id)?.file;
  return filesOf(context, of, main).map(({ file }) => file);
};

function filedAs(context: Context, itemId: string, body: DossierItem): Filed {
  const { of, own } = body;
  const named = own ?? (of && listedAs(context, of));
  const files = own ? [own.file] : of && named ? filesFor(context, of) : [];
  const typedCount = of?.kind === 'incoming' ? context.read('incoming', of.id)?.pageCount : undefined;
  const [main] = files;
  const pageCount = body.pageCount ?? typedCount ?? (main && pageCountOf(context.db, main.sha256));
  return { itemId, body, ...(named && { named }), files, ...(pageCount !== undefined && { pageCount }) };
}

/** Read in one turn before other work is let through. */
const AT_ONCE = 200;

/** Everything that stands in a dossier, by ordinal; what was taken out is not among it. At most `ITEMS_MAX`, which is what a dossier holds. */
export async function filedIn(context: Context, dossierId: DossierId): Promise<readonly Filed[]> {
  const found: Filed[] = [];
  let afterOrdinal = 0;
  while (found.length < ITEMS_MAX) {
    const ids = itemIds(context.db, { dossierId, isRemoved: false, afterOrdinal, limit: AT_ONCE });
    for (const { itemId } of ids.slice(0, AT_ONCE)) {
      const body = seen(context.db, 'dossierItem', itemId);
      if (body) found.push(filedAs(context, itemId, body));
    }
    if (ids.length <= AT_ONCE) break;
    afterOrdinal = ids[AT_ONCE - 1]?.ordinal ?? Number.POSITIVE_INFINITY;
    await nextTurn();
  }
  return found;
}
