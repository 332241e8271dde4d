import type { Output } from '../../shared/contract/contract.ts';
import type { DossierDetail, DossierItemShown } from '../../shared/contract/dossier.ts';
import type { DossierId } from '../../shared/domain/core/values.ts';
import { type DossierItem, ItemFields } from '../../shared/domain/dossier/dossier.ts';
import { dossierListId, EntryFields, notationOf } from '../../shared/domain/dossier/list.ts';
import { keptAtMostUntil, submissionEnds } from '../../shared/domain/dossier/retention.ts';
import { AppError } from '../../shared/errors.ts';
import { readCursor, writeCursor } from '../document/cursor.ts';
import { personOf } from '../document/people.ts';
import { formFile, sheetFile } from '../export/sheet-file.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { seen } from '../store/entities.ts';
import { allowedFor, allowedForList } from './allowed.ts';
import { listedAs } from './filed.ts';
import { contentsSheet } from './forms/contents-sheet.ts';
import { handedRecord } from './forms/handed-record.ts';
import { handedSheet } from './forms/handed-sheet.ts';
import { yearListSheet } from './forms/year-list-sheet.ts';
import { importList, previewList } from './import-list.ts';
import { countViews, dossiersOf, dossierWithCode, entryIds, findRow, itemIds, readPage } from './store.ts';

export const dossierHandlers: Handlers<
  | 'dossier.list'
  | 'dossier.countViews'
  | 'dossier.get'
  | 'dossier.items'
  | 'dossier.ofDocument'
  | 'dossier.yearList'
  | 'dossier.readListFile'
  | 'dossier.importList'
  | 'dossier.exportYearList'
  | 'dossier.exportContents'
  | 'dossier.exportHanded'
  | 'dossier.exportRecord'
> = {
  'dossier.list': ({ db, ports, today }, { view, text, limit, after }) => {
    const { officialId } = ports.profile;
    const { rows, next } = readPage(db, {
      ...{ view, text, limit, officialId },
      after: readCursor(after),
      today: today(),
    });
    return { rows: [...rows], ...(next && { next: writeCursor(next) }) };
  },
  'dossier.countViews': ({ db, ports, today }) => countViews(db, ports.profile.officialId, today()),
  'dossier.get': (context, { dossierId }) => getDetail(context, dossierId),
  'dossier.items': (context, { dossierId, isRemoved, limit, after }) => {
    const afterOrdinal = readCursor(after)?.key ?? 0;
    const found = itemIds(context.db, { dossierId, isRemoved, afterOrdinal, limit });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found.slice(0, limit).flatMap(({ itemId }) => {
        const body = seen(context.db, 'dossierItem', itemId);
        return body ? [itemShown(context, itemId, body)] : [];
      }),
      ...(last && { next: writeCursor({ key: last.ordinal, tie: '0' }) }),
    };
  },
  'dossier.ofDocument': ({ db }, { of }) => [...dossiersOf(db, of)],
  'dossier.yearList': (context, { year }) => yearList(context, year),
  'dossier.readListFile': previewList,
  'dossier.importList': importList,
  'dossier.exportYearList': (context, { year, format }) =>
    sheetFile(context.ports, yearListSheet(context, year), format),
  'dossier.exportContents': async (context, { dossierId, format }) =>
    sheetFile(context.ports, await contentsSheet(context, dossierId), format),
  'dossier.exportHanded': async (context, { of, format }) =>
    sheetFile(context.ports, await handedSheet(context, of), format),
  'dossier.exportRecord': async (context, { of, format }) =>
    formFile(context.ports, await handedRecord(context, of), format),
};

function getDetail(context: QueryContext, dossierId: DossierId): DossierDetail {
  const { db } = context;
  const [row, dossier] = [findRow(db, dossierId), context.read('dossier', dossierId)];
  if (!row || !dossier) throw new AppError('dossier.not-found');
  const { endedOn, group } = dossier;
  return {
    row,
    dossier,
    helpers: dossier.helperIds.map((officialId) => {
      const person = personOf(db, officialId);
      return { officialId, ...(person && { person }) };
    }),
    ...(endedOn && { keptAtMostUntil: keptAtMostUntil(submissionEnds(endedOn, group)) }),
    allowed: allowedFor(context, dossierId, dossier),
  };
}

function itemShown(context: QueryContext, itemId: string, body: DossierItem): DossierItemShown {
  const { ordinal, of, own, pageCount } = body;
  const [by, remover] = [personOf(context.db, body.by), personOf(context.db, body.removed?.by)];
  const named = own ?? (of && listedAs(context, of));
  return {
    ...{ itemId, ordinal, doneAt: body.doneAt, isHeld: of !== undefined && named !== undefined },
    ...(of && { of }),
    ...(own && { file: own.file }),
    ...(named && { named: ItemFields.parse(named) }),
    ...(pageCount !== undefined && { pageCount }),
    ...(by && { by }),
    ...(body.removed && {
      removed: { ...(remover && { by: remover }), at: body.removed.at, reason: body.removed.reason },
    }),
  };
}

function yearList(context: QueryContext, year: number): Output<'dossier.yearList'> {
  const { db } = context;
  const listId = dossierListId(context.ports.profile.agencyId, year);
  const approved = context.read('dossierList', listId)?.approved;
  const by = personOf(db, approved?.by);
  const entries = entryIds(db, year).flatMap((entryId) => {
    const body = seen(db, 'dossierEntry', entryId);
    return body ? [{ entryId, body }] : [];
  });
  return {
    listId,
    entries: entries.map(({ entryId, body }) => {
      const dossierId = dossierWithCode(db, year, notationOf(body));
      return {
        entryId: entryId as Output<'dossier.yearList'>['entries'][number]['entryId'],
        notation: notationOf(body),
        fields: EntryFields.parse(body),
        ...(dossierId && { dossierId }),
      };
    }),
    permanentCount: entries.filter(({ body }) => body.retention === 'permanent').length,
    ...(approved && { approved: { decision: approved.decision, on: approved.on, ...(by && { by }) } }),
    allowed: allowedForList(context, listId),
  };
}
