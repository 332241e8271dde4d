import { z } from 'zod';
import { DossierId, Sha256 } from '../domain/core/values.ts';
import { action, Fault, query } from './define.ts';

/** Lines of each part of the report that are shown; the report in the bundle has them all. */
export const REPORT_SHOWN_MAX = 100;

const Lines = z.object({ count: z.int(), shown: z.array(z.string()).max(REPORT_SHOWN_MAX) });

/** What came of an export: what is in it, and what is not as it is here. */
export const BundleReport = z.object({
  documentCount: z.int(),
  fileCount: z.int(),
  /** Documents and files that are not on this machine. */
  missing: Lines,
  /** Files that are no PDF and could not be made one. */
  asTheyAre: Lines,
  /** Values that are longer than annex VI has room for. */
  shortened: Lines,
});
export type BundleReport = z.infer<typeof BundleReport>;

/** The one export of this window: running, made and waiting to be saved, or ended by a fault. */
export const BundleShown = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), dossierId: DossierId, done: z.int(), total: z.int() }),
  z.object({
    state: z.literal('made'),
    dossierId: DossierId,
    sha256: Sha256,
    name: z.string(),
    sizeBytes: z.int(),
    report: BundleReport,
  }),
  z.object({ state: z.literal('failed'), dossierId: DossierId, fault: Fault }),
]);
export type BundleShown = z.infer<typeof BundleShown>;

/** A dossier as one file: its documents as PDF in the order of time, and what is known of them as XML (NĐ 30/2020 annex VI III.4g). */
export const dossierBundleContract = {
  /** Begins it; whatever was made before is gone. */
  'dossier.startBundle': action(z.object({ dossierId: DossierId }), z.object({})),
  'dossier.getBundle': query(z.object({}), z.object({ bundle: BundleShown.optional() })),
  /** Cancels it while it runs, or lets go of what was made. */
  'dossier.dropBundle': action(z.object({}), z.object({})),
} as const;
