import type { Allowed } from '../../shared/contract/shapes.ts';
import type { CommandName } from '../../shared/domain/all-commands.ts';
import { DossierEntryId, type DossierId, DossierItemId } from '../../shared/domain/core/values.ts';
import { type Dossier, DossierFields } from '../../shared/domain/dossier/dossier.ts';
import type { DossierListId } from '../../shared/domain/dossier/list.ts';
import { keptAtMostUntil, submissionEnds } from '../../shared/domain/dossier/retention.ts';
import { tryOut } from '../document/dry-run.ts';
import type { QueryContext } from '../handler.ts';

const NO_ID = '00000000-0000-4000-8000-000000000000';
const NO_FILE = { sha256: '0'.repeat(64), name: '.', sizeBytes: 1, mediaType: 'application/pdf' };
const SOME_ITEM = { typeName: '', codeNumber: '', codeNotation: '', organName: '', subject: '.' };

/** What the official may do with this dossier now, each with the reason where not: the rules themselves are asked. */
export function allowedFor(context: QueryContext, dossierId: DossierId, dossier: Dossier): Allowed[] {
  const today = context.today();
  const [, endedOn = today] = [dossier.startedOn, today].sort();
  const ends = dossier.endedOn && submissionEnds(dossier.endedOn, dossier.group);
  const runs: readonly (readonly [CommandName, object])[] = [
    ['dossier.edit', { fields: DossierFields.parse(dossier), helperIds: dossier.helperIds }],
    ['dossier.addMaterial', { itemId: DossierItemId.parse(NO_ID), file: NO_FILE, fields: SOME_ITEM }],
    ['dossier.close', { endedOn, retention: dossier.retention }],
    ['dossier.reopen', {}],
    ['dossier.submit', {}],
    ['dossier.accept', { condition: '.' }],
    ['dossier.sendBack', { reason: '.' }],
    ['dossier.keep', { until: ends ? keptAtMostUntil(ends) : today, basis: '.' }],
  ];
  return runs.map(([command, args]) =>
    tryOut(context, { name: command, command, args: { dossierId, ...args } }),
  );
}

const SOME_ENTRY = {
  headingOrder: 1,
  heading: '.',
  headingNotation: 'X',
  number: 1,
  title: '.',
  retention: 'permanent',
  ownerName: '.',
};

/** What the official may do with the year's list. */
export const allowedForList = (context: QueryContext, listId: DossierListId): Allowed[] => [
  tryOut(context, {
    name: 'dossier.addEntries',
    command: 'dossier.addEntries',
    args: { listId, entries: [{ entryId: DossierEntryId.parse(NO_ID), fields: SOME_ENTRY }] },
  }),
  tryOut(context, {
    name: 'dossier.approveList',
    command: 'dossier.approveList',
    args: { listId, decision: '.' },
  }),
];
