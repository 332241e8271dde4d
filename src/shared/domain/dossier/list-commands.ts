import { z } from 'zod';
import {
  type Actor,
  change,
  claim,
  command,
  create,
  type Read,
  type Refusal,
  refuse,
} from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { DossierEntryId } from '../core/values.ts';
import { isHead } from '../office/authority.ts';
import { WrittenBasis } from '../office/delegation.ts';
import { DossierListId, EntryFields, notationOf, partsOfListId } from './list.ts';

/** The list is made by the records office and stands still once it is approved. */
function listProblem(read: Read, actor: Actor, listId: DossierListId): Refusal | undefined {
  if (!may(actor, 'listDossiers', partsOfListId(listId))) return refuse('dossier.only-clerk-lists');
  return read('dossierList', listId)?.approved ? refuse('dossier.list-approved') : undefined;
}

const claimEntry = (listId: DossierListId, fields: EntryFields) =>
  claim('dossier-entry', `${listId}/${notationOf(fields).toLowerCase()}`, 'dossier.entry-code-taken');

/** As many lines as one command carries; a longer table is given in parts. */
export const ENTRIES_AT_ONCE_MAX = 100;

/** Thêm vào danh mục (NĐ 30/2020 annex V, I): one line, or the lines of an imported table, all or none. */
export const addEntries = command({
  name: 'dossier.addEntries',
  args: z.object({
    listId: DossierListId,
    entries: z
      .array(z.object({ entryId: DossierEntryId, fields: EntryFields }))
      .min(1)
      .max(ENTRIES_AT_ONCE_MAX),
  }),
  reads: ({ listId }) => [ref('dossierList', listId)],
  decide: (read, { listId, entries }, { actor }) => {
    const problem = listProblem(read, actor, listId);
    if (problem) return problem;
    const { agencyId, year } = partsOfListId(listId);
    return entries.flatMap(({ entryId, fields }) => [
      claimEntry(listId, fields),
      create('dossierEntry', entryId, { v: 1, agencyId, year, ...fields }),
    ]);
  },
});

/** Sửa một dòng của danh mục, or take it off the list. */
export const editEntry = command({
  name: 'dossier.editEntry',
  args: z.object({
    listId: DossierListId,
    entryId: DossierEntryId,
    fields: EntryFields,
    isRemoved: z.boolean().optional(),
  }),
  reads: ({ listId, entryId }) => [ref('dossierList', listId), ref('dossierEntry', entryId)],
  decide: (read, { listId, entryId, fields, isRemoved }, { actor }) => {
    const problem = listProblem(read, actor, listId);
    if (problem) return problem;
    const entry = read('dossierEntry', entryId);
    const { agencyId, year } = partsOfListId(listId);
    if (entry?.agencyId !== agencyId || entry.year !== year) return refuse('dossier.entry-not-found');
    const isRenamed = notationOf(fields).toLowerCase() !== notationOf(entry).toLowerCase();
    return [
      ...(isRenamed ? [claimEntry(listId, fields)] : []),
      change('dossierEntry', entryId, { ...entry, ...fields, ...(isRemoved !== undefined && { isRemoved }) }),
    ];
  },
});

/** Ban hành danh mục (article 28): the head approves it by a decision; from then on dossiers are opened by it. */
export const approveList = command({
  name: 'dossier.approveList',
  args: z.object({ listId: DossierListId, decision: WrittenBasis }),
  reads: ({ listId }) => [ref('dossierList', listId)],
  decide: (read, { listId, decision }, { actor, today }) => {
    const { agencyId, year } = partsOfListId(listId);
    if (actor.agencyId !== agencyId || !isHead(actor)) return refuse('dossier.only-head-approves');
    const known = read('dossierList', listId);
    if (known?.approved) return refuse('dossier.list-approved');
    const approved = { decision, on: today, by: actor.id };
    return [change('dossierList', listId, { ...(known ?? { v: 1 as const, agencyId, year }), approved })];
  },
});
