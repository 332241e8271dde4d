import { z } from 'zod';
import { DocumentRef } from '../domain/core/document-ref.ts';
import { DossierEntryId, DossierId, FileRef, Instant, LocalDate, OfficialId } from '../domain/core/values.ts';
import { dossierCommands } from '../domain/dossier/commands.ts';
import { Dossier, DossierState, ItemFields } from '../domain/dossier/dossier.ts';
import { DossierListId, EntryFields } from '../domain/dossier/list.ts';
import { Retention } from '../domain/dossier/retention.ts';
import { query } from './define.ts';
import { dossierBundleContract } from './dossier-bundle.ts';
import { dossierFormsContract } from './dossier-forms.ts';
import { dossierImportContract } from './dossier-import.ts';
import { Allowed, Page, Person, RowSync } from './shapes.ts';

/** mine = open and his own or helped with; due = to be handed over within 30 days, or late; kept = with its unit beyond its day, by consent. */
export const dossierViews = [
  'mine',
  'open',
  'closed',
  'due',
  'kept',
  'submitted',
  'archived',
  'all',
] as const;
export const DossierView = z.enum(dossierViews);
export type DossierView = z.infer<typeof DossierView>;

export const DossierRow = z.object({
  dossierId: DossierId,
  state: DossierState,
  year: z.int(),
  notation: z.string(),
  title: z.string(),
  retention: Retention,
  owner: Person.optional(),
  startedOn: LocalDate,
  endedOn: LocalDate.optional(),
  /** The last day to hand it over; absent where nothing is to be handed over or it has been. */
  dueOn: LocalDate.optional(),
  itemCount: z.int(),
  sync: RowSync,
});
export type DossierRow = z.infer<typeof DossierRow>;

export const DossierItemShown = z.object({
  itemId: z.string(),
  ordinal: z.int(),
  of: DocumentRef.optional(),
  /** Whether the document itself is on this machine for its official to open. */
  isHeld: z.boolean(),
  file: FileRef.optional(),
  /** What the list says of it; absent where the document is not his to read. */
  named: ItemFields.optional(),
  pageCount: z.int().optional(),
  by: Person.optional(),
  doneAt: Instant,
  removed: z.object({ by: Person.optional(), at: Instant, reason: z.string() }).optional(),
});
export type DossierItemShown = z.infer<typeof DossierItemShown>;

export const DossierDetail = z.object({
  row: DossierRow,
  dossier: Dossier,
  helpers: z.array(z.object({ officialId: OfficialId, person: Person.optional() })),
  /** Until when the unit may keep it with the head's consent, at most. */
  keptAtMostUntil: LocalDate.optional(),
  allowed: z.array(Allowed),
});
export type DossierDetail = z.infer<typeof DossierDetail>;

export const EntryShown = z.object({
  entryId: DossierEntryId,
  notation: z.string(),
  fields: EntryFields,
  /** The dossier that was opened by it. */
  dossierId: DossierId.optional(),
});
export type EntryShown = z.infer<typeof EntryShown>;

export const dossierContract = {
  ...dossierCommands,
  ...dossierFormsContract,
  ...dossierImportContract,
  ...dossierBundleContract,
  'dossier.list': query(
    Page.extend({ view: DossierView, text: z.string().max(200).optional() }),
    z.object({ rows: z.array(DossierRow), next: z.string().optional() }),
  ),
  'dossier.countViews': query(z.object({}), z.record(DossierView, z.int())),
  'dossier.get': query(z.object({ dossierId: DossierId }), DossierDetail),
  /** What is filed, by ordinal; with `isRemoved` what was taken out. */
  'dossier.items': query(
    Page.extend({ dossierId: DossierId, isRemoved: z.boolean() }),
    z.object({ items: z.array(DossierItemShown), next: z.string().optional() }),
  ),
  /** In which dossiers that he sees a document stands. */
  'dossier.ofDocument': query(z.object({ of: DocumentRef }), z.array(DossierRow)),
  /** The year's list with its headings in order, and what may be done with it (NĐ 30/2020 annex V, II). */
  'dossier.yearList': query(
    z.object({ year: z.int().min(2000).max(2100) }),
    z.object({
      listId: DossierListId,
      entries: z.array(EntryShown),
      permanentCount: z.int(),
      approved: z.object({ decision: z.string(), on: LocalDate, by: Person.optional() }).optional(),
      allowed: z.array(Allowed),
    }),
  ),
} as const;
