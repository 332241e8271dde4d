import { z } from 'zod';
import type { Inspected, Inspection } from '../../shared/domain/core/command.ts';
import { type FileRef, Instant, OutgoingId, Sha256, VersionId } from '../../shared/domain/core/values.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { type KeptFault, keptFault } from './kept-fault.ts';

/** One signature that was begun here. */
export type Intent = {
  readonly intentId: string;
  readonly documentId: OutgoingId;
  readonly role: 'person' | 'agency';
  readonly baseSha256: Sha256;
  readonly versionId: VersionId;
  readonly fileName: string;
  readonly keyId: string;
  readonly begunAt: Instant;
  /** The batch that it belongs to, and whether the file had been read. */
  readonly batch?: { readonly batchId: string; readonly isReviewed: boolean } | undefined;
};

const OpenIntentRow = z.object({
  intent_id: z.string(),
  document_id: OutgoingId,
  role: z.enum(['person', 'agency']),
  base_sha256: Sha256,
  version_id: VersionId,
  file_name: z.string(),
  key_id: z.string(),
  state: z.enum(['intended', 'signed']),
  signed_sha256: Sha256.nullable(),
  signed_bytes: z.int().nullable(),
  begun_at: Instant,
  batch_id: z.string().nullable(),
  is_reviewed: z.int().nullable(),
});

export const addIntent = (db: WriteDb, intent: Intent): void => {
  db.prepare(
    `insert into signing_intents (intent_id, document_id, role, base_sha256, version_id, file_name, key_id, state, begun_at, batch_id, is_reviewed)
     values (?, ?, ?, ?, ?, ?, ?, 'intended', ?, ?, ?)`,
  ).run(
    intent.intentId,
    intent.documentId,
    intent.role,
    intent.baseSha256,
    intent.versionId,
    intent.fileName,
    intent.keyId,
    intent.begunAt,
    intent.batch?.batchId ?? null,
    intent.batch ? Number(intent.batch.isReviewed) : null,
  );
};

const Settled = z.object({ code: z.string().nullable(), detail: z.string().nullable() });

/** What became of this batch's signature on this document: recorded, or the reason of its refusal; undefined where none is settled. */
export function settledIn(
  db: ReadDb,
  batchId: string,
  documentId: OutgoingId,
): 'recorded' | KeptFault | undefined {
  const row = Settled.optional().parse(
    db
      .prepare(
        `select code, detail from signing_intents where batch_id = ? and document_id = ? and state in ('recorded', 'refused')
         order by rowid desc limit 1`,
      )
      .get(batchId, documentId),
  );
  if (!row) return undefined;
  return keptFault(row.code, row.detail) ?? 'recorded';
}

/** The signed file stands in the store: from here on the signature is not lost any more. */
export function markSigned(
  db: WriteDb,
  intentId: string,
  signed: FileRef,
  found: Inspected,
  baseSha256: Sha256,
): void {
  db.prepare(
    "update signing_intents set state = 'signed', signed_sha256 = ?, signed_bytes = ? where intent_id = ?",
  ).run(signed.sha256, signed.sizeBytes, intentId);
  rememberInspection(db, { signedSha256: signed.sha256, baseSha256 }, found);
}

/** The command was given: the signature counts as far as this machine decides. */
export const markRecorded = (db: WriteDb, intentId: string): void => {
  db.prepare(
    "update signing_intents set state = 'recorded' where intent_id = ? and signed_sha256 is not null",
  ).run(intentId);
};

/** The rule refused it: its file is kept with its reason, and it is nobody's signature. */
export const markRefused = (db: WriteDb, intentId: string, { code, detail }: KeptFault): void => {
  db.prepare("update signing_intents set state = 'refused', code = ?, detail = ? where intent_id = ?").run(
    code,
    JSON.stringify(detail),
    intentId,
  );
};

/** Whether the command for this signature was already given: the crash came between it and its tick. */
export const isInOutbox = (db: ReadDb, versionId: VersionId): boolean =>
  db
    .prepare(
      "select 1 from outbox where name = 'outgoing.recordSignature' and json_extract(args, '$.versionId') = ?",
    )
    .get(versionId) !== undefined;

/** A signature that never came to be: no file, no secret kept, the official signs again. */
export const dropIntent = (db: WriteDb, intentId: string): void => {
  db.prepare("delete from signing_intents where intent_id = ? and state = 'intended'").run(intentId);
};

/** An intent that is not settled; `signed` once the file stands in the store. */
export type OpenIntent = Intent & { readonly signed: FileRef | undefined };

/** The signature on this document that is under way here: there is never a second one beside it. */
export const openIntentOf = (db: ReadDb, documentId: OutgoingId): OpenIntent | undefined =>
  openIntents(db).find((intent) => intent.documentId === documentId);

/** What is under way, or was left open by a crash, oldest first. */
export const openIntents = (db: ReadDb): readonly OpenIntent[] =>
  z
    .array(OpenIntentRow)
    .parse(
      db
        .prepare(
          `select intent_id, document_id, role, base_sha256, version_id, file_name, key_id, state, signed_sha256, signed_bytes, begun_at,
                  batch_id, is_reviewed
           from signing_intents where state in ('intended', 'signed') order by begun_at`,
        )
        .all(),
    )
    .map((row) => ({
      intentId: row.intent_id,
      documentId: row.document_id,
      role: row.role,
      baseSha256: row.base_sha256,
      versionId: row.version_id,
      fileName: row.file_name,
      keyId: row.key_id,
      begunAt: row.begun_at,
      batch: row.batch_id === null ? undefined : { batchId: row.batch_id, isReviewed: row.is_reviewed === 1 },
      signed:
        row.signed_sha256 === null
          ? undefined
          : {
              sha256: row.signed_sha256,
              name: row.file_name,
              sizeBytes: row.signed_bytes ?? 0,
              mediaType: 'application/pdf',
            },
    }));

/** What a helper or the store tells of a signed file. */
export const Found = z.object({
  continuesBase: z.boolean(),
  isIntact: z.boolean(),
  signerCertificateSha256: Sha256.optional(),
  signatureCount: z.int(),
  numberText: z.string().optional(),
  dateText: z.string().optional(),
  stampText: z.string().optional(),
  onlyExtends: z.boolean().optional(),
  signerValidity: z.object({ from: Instant, to: Instant }).optional(),
  firstSignedSha256: Sha256.optional(),
  unsignable: z.custom<FaultCode>((code) => typeof code === 'string').optional(),
});

export const rememberInspection = (
  db: WriteDb,
  { signedSha256, baseSha256 }: Inspection,
  found: Inspected,
): void => {
  db.prepare('insert or replace into inspections (signed_sha256, base_sha256, found) values (?, ?, ?)').run(
    signedSha256,
    baseSha256,
    JSON.stringify(found),
  );
};

/** What was found in a file that was signed here; undefined for any other, whose decision is then left to the authority. */
export function rememberedInspection(
  db: ReadDb,
  { signedSha256, baseSha256 }: Inspection,
): Inspected | undefined {
  const row = db
    .prepare('select found from inspections where signed_sha256 = ? and base_sha256 = ?')
    .pluck()
    .get(signedSha256, baseSha256);
  if (typeof row !== 'string') return undefined;
  return inspectedFrom(Found.parse(JSON.parse(row)));
}

/** The same with every field in its place. */
export function inspectedFrom({
  signerCertificateSha256,
  numberText,
  dateText,
  stampText,
  onlyExtends,
  unsignable,
  signerValidity,
  firstSignedSha256,
  ...rest
}: z.infer<typeof Found>): Inspected {
  return {
    ...rest,
    signerCertificateSha256,
    numberText,
    dateText,
    ...(stampText !== undefined && { stampText }),
    ...(onlyExtends !== undefined && { onlyExtends }),
    ...(signerValidity !== undefined && { signerValidity }),
    ...(firstSignedSha256 !== undefined && { firstSignedSha256 }),
    ...(unsignable !== undefined && { unsignable }),
  };
}
