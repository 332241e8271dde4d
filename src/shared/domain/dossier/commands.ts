import { z } from 'zod';
import {
  type Actor,
  byName,
  change,
  claim,
  command,
  create,
  type Read,
  type Refusal,
  refuse,
} from '../core/command.ts';
import { DocumentRef } from '../core/document-ref.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  type AgencyId,
  DossierEntryId,
  DossierId,
  DossierItemId,
  FileRef,
  LocalDate,
  OfficialId,
  Reason,
} from '../core/values.ts';
import { accept, close, keep, reopen, sendBack, submit } from './archive-commands.ts';
import {
  type Dossier,
  DossierFields,
  HELPERS_MAX,
  ITEMS_MAX,
  ItemFields,
  itemIdOf,
  nextDossierState,
  PageCount,
} from './dossier.ts';
import { notationOf } from './list.ts';
import { addEntries, approveList, editEntry } from './list-commands.ts';

/** Who answers for a dossier: its maker (NĐ 30/2020 article 29.2a). Helpers file, and change nothing else. */
const isOwner = (dossier: Dossier, actor: Actor): boolean => dossier.ownerId === actor.id;
const mayFile = (dossier: Dossier, actor: Actor): boolean =>
  isOwner(dossier, actor) || dossier.helperIds.includes(actor.id);

/** The number and symbol of a dossier are its own in the agency's year. */
const claimCode = (agencyId: AgencyId, year: number, notation: string) =>
  claim('dossier-code', `${agencyId}/${String(year)}/${notation.toLowerCase()}`, 'dossier.code-taken');

function strangerAmong(read: Read, ids: readonly OfficialId[], agencyId: AgencyId): Refusal | undefined {
  return ids.some((id) => read('official', id)?.agencyId !== agencyId)
    ? refuse('dossier.helper-not-ours')
    : undefined;
}

/** Mở hồ sơ (article 29.2): by the year's list, or with what its maker sets himself. */
export const open = command({
  name: 'dossier.open',
  args: z.object({
    dossierId: DossierId,
    year: z.int().min(2000).max(2100),
    fields: DossierFields,
    helperIds: z.array(OfficialId).max(HELPERS_MAX),
    entryId: DossierEntryId.optional(),
    startedOn: LocalDate,
  }),
  reads: ({ helperIds, entryId }) => [
    ...(entryId ? [ref('dossierEntry', entryId)] : []),
    ...helperIds.map((id) => ref('official', id)),
  ],
  decide: (read, { dossierId, year, fields, helperIds, entryId, startedOn }, { actor, agencyId, today }) => {
    if (!may(actor, 'draft', { agencyId })) return refuse('dossier.may-not-open');
    if (startedOn > today) return refuse('dossier.date-in-future');
    const entry = entryId && read('dossierEntry', entryId);
    if (entryId && (entry?.agencyId !== agencyId || entry.year !== year || entry.isRemoved))
      return refuse('dossier.entry-not-found');
    if (entry && notationOf(entry) !== fields.notation) return refuse('dossier.entry-code-differs');
    const problem = strangerAmong(read, helperIds, agencyId);
    if (problem) return problem;
    return [
      claimCode(agencyId, year, fields.notation),
      create('dossier', dossierId, {
        v: 1,
        agencyId,
        state: 'open',
        year,
        ...fields,
        ownerId: actor.id,
        helperIds,
        ...(entryId !== undefined && { entryId }),
        startedOn,
        itemCount: 0,
        nextOrdinal: 1,
      }),
    ];
  },
});

/** Sửa hồ sơ: title, notation, retention and who helps, as long as it is open (article 29.4b). */
export const edit = command({
  name: 'dossier.edit',
  args: z.object({
    dossierId: DossierId,
    fields: DossierFields,
    helperIds: z.array(OfficialId).max(HELPERS_MAX),
  }),
  reads: ({ dossierId, helperIds }) => [
    ref('dossier', dossierId),
    ...helperIds.map((id) => ref('official', id)),
  ],
  decide: (read, { dossierId, fields, helperIds }, { actor }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (!isOwner(dossier, actor)) return refuse('dossier.only-owner');
    if (!nextDossierState(dossier.state, 'edit')) return refuse('dossier.not-open');
    const problem = strangerAmong(read, helperIds, dossier.agencyId);
    if (problem) return problem;
    const isRenamed = fields.notation.toLowerCase() !== dossier.notation.toLowerCase();
    return [
      ...(isRenamed ? [claimCode(dossier.agencyId, dossier.year, fields.notation)] : []),
      change('dossier', dossierId, { ...dossier, ...fields, helperIds }),
    ];
  },
});

/** What filing one more document does to its dossier. */
const grown = (dossier: Dossier): Dossier => ({
  ...dossier,
  itemCount: dossier.itemCount + 1,
  nextOrdinal: dossier.nextOrdinal + 1,
});

function filingProblem(dossier: Dossier, actor: Actor): Refusal | undefined {
  if (!mayFile(dossier, actor)) return refuse('dossier.only-owner');
  if (!nextDossierState(dossier.state, 'file')) return refuse('dossier.not-open');
  return dossier.itemCount >= ITEMS_MAX ? refuse('dossier.full') : undefined;
}

/** Đưa văn bản vào hồ sơ (article 29.3): a reference with the next ordinal; the document itself is neither copied nor changed. */
export const file = command({
  name: 'dossier.file',
  args: z.object({ dossierId: DossierId, of: DocumentRef, pageCount: PageCount.optional() }),
  reads: ({ dossierId, of }) => [
    ref('dossier', dossierId),
    ref('dossierItem', itemIdOf(dossierId, of)),
    ref(of.kind, of.id),
  ],
  decide: (read, { dossierId, of, pageCount }, { actor, doneAt }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    const problem = filingProblem(dossier, actor);
    if (problem) return problem;
    if (read(of.kind, of.id)?.agencyId !== dossier.agencyId) return refuse('dossier.document-not-found');
    const id = itemIdOf(dossierId, of);
    const known = read('dossierItem', id);
    if (known && !known.removed) return refuse('dossier.already-filed');
    const { removed: _back, ...before } = known ?? { v: 1 as const, dossierId, of };
    return [
      change('dossierItem', id, {
        ...before,
        ...(pageCount !== undefined && { pageCount }),
        ordinal: dossier.nextOrdinal,
        by: actor.id,
        doneAt,
      }),
      change('dossier', dossierId, grown(dossier)),
    ];
  },
});

/** Thêm tài liệu: a file that is no document of the books (a photograph, minutes, a table) and belongs to the dossier alone. */
export const addMaterial = command({
  name: 'dossier.addMaterial',
  args: z.object({ dossierId: DossierId, itemId: DossierItemId, file: FileRef, fields: ItemFields }),
  reads: ({ dossierId }) => [ref('dossier', dossierId)],
  blobsOf: ({ file: { sha256 } }) => [sha256],
  decide: (read, { dossierId, itemId, file: own, fields }, { actor, doneAt }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    const problem = filingProblem(dossier, actor);
    if (problem) return problem;
    return [
      create('dossierItem', itemId, {
        v: 1,
        dossierId,
        ordinal: dossier.nextOrdinal,
        own: { file: own, ...fields },
        by: actor.id,
        doneAt,
      }),
      change('dossier', dossierId, grown(dossier)),
    ];
  },
});

/** Loại khỏi hồ sơ (article 29.4b): a duplicate or a draft leaves the list; that it was there stays to be seen. */
export const remove = command({
  name: 'dossier.remove',
  args: z.object({ dossierId: DossierId, itemId: z.string().max(150), reason: Reason }),
  reads: ({ dossierId, itemId }) => [ref('dossier', dossierId), ref('dossierItem', itemId)],
  decide: (read, { dossierId, itemId, reason }, { actor, at }) => {
    const dossier = read('dossier', dossierId);
    if (!dossier) return refuse('dossier.not-found');
    if (!mayFile(dossier, actor)) return refuse('dossier.only-owner');
    if (!nextDossierState(dossier.state, 'file')) return refuse('dossier.not-open');
    const item = read('dossierItem', itemId);
    if (item?.dossierId !== dossierId || item.removed) return refuse('dossier.not-filed');
    return [
      change('dossierItem', itemId, { ...item, removed: { by: actor.id, at, reason } }),
      change('dossier', dossierId, { ...dossier, itemCount: dossier.itemCount - 1 }),
    ];
  },
});

export const dossierCommands = byName(
  open,
  edit,
  file,
  addMaterial,
  remove,
  close,
  reopen,
  submit,
  accept,
  sendBack,
  keep,
  addEntries,
  editEntry,
  approveList,
);
