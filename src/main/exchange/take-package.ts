import { Readable } from 'node:stream';
import { AcceptedFile } from '../../shared/contract/shapes.ts';
import {
  type AgencyId,
  AttachmentId,
  type FileRef,
  type IncomingId,
  LocalDate,
  type OutgoingId,
  PDF,
  type Sha256,
  urgencies,
} from '../../shared/domain/core/values.ts';
import { carriedAs } from '../../shared/domain/exchange/import-package.ts';
import { IncomingFields } from '../../shared/domain/incoming/incoming.ts';
import type { Edoc, EdxmlStatus } from '../../shared/edxml/message.ts';
import { hindering, type PackageProblem } from '../../shared/edxml/package.ts';
import { sayPackageProblem } from '../../shared/edxml/sentence.ts';
import { AppError } from '../../shared/errors.ts';
import { acceptFile } from '../files/accept-file.ts';
import type { ActionContext } from '../handler.ts';
import { ReadPackageFile } from '../jobs/package-file.ts';
import { CONTAINED_CODE, isContained } from '../sync/contained.ts';
import { noteUnneeded } from '../sync/discard.ts';
import { amendedIn, findAmended } from './amends-here.ts';
import { takeStatusFile } from './take-status.ts';

const READ_MS_MAX = 60_000;
/** What a person reads of a broken package; more tells nobody more. */
const PROBLEMS_SAID_MAX = 3;

/** The document that a package became; or of which document of ours a status spoke. */
export type Taken =
  | { readonly documentId: IncomingId; readonly isThere: boolean }
  | { readonly toldOf: OutgoingId };

/**
 * Nhập gói: takes in a package that was carried here as a file and is kept already. Each of its files goes the way of a dropped one; the document waits under "Chờ vào sổ" with
 * its verdict. One that is here already is answered as it is. Throws `exchange.package-broken` with what is wrong, `secrecy.was-contained`, `file.*`.
 */
export async function takePackage(context: ActionContext, sha256: Sha256): Promise<Taken> {
  const { agencyId } = context.actor();
  const documentId = carriedAs(agencyId, sha256);
  const isThere = context.read('incoming', documentId) !== undefined;
  if (!isThere) {
    if (isContained(context.db, 'incoming', documentId)) {
      forget(context, [sha256]);
      throw new AppError(CONTAINED_CODE);
    }
    const toldOf = await takeIn(context, sha256);
    if (toldOf) {
      forget(context, [sha256]);
      return { toldOf };
    }
  }
  // Its files are kept by themselves from here on; the package would say all of it again, and nothing would take it away.
  forget(context, [sha256]);
  return { documentId, isThere };
}

const forget = ({ write }: ActionContext, sha256s: readonly Sha256[]): void =>
  void write((db) => noteUnneeded(db, sha256s));

/** Answers of which document of ours it spoke where it is a status. */
async function takeIn(context: ActionContext, sha256: Sha256): Promise<OutgoingId | undefined> {
  const { blobs, ports, db, drafts: index, verifier: verify } = context;
  const { agencyId } = context.actor();
  if (!blobs.has(sha256)) throw new AppError('exchange.file-missing');
  const asked = { file: blobs.fileOf(sha256), at: ports.now() };
  const read = ReadPackageFile.parse(await verify.call('readPackage', asked, READ_MS_MAX));
  const message = messageIn(read);
  if ('status' in message) return takeStatusFile(context, message);
  demandDocument(message, read.files.length);
  const kept: FileRef[] = [];
  for (const { name, bytes } of read.files) {
    const taken = await acceptFile({ ports, db, blobs, index, verify }, name, Readable.from([bytes]));
    kept.push(AcceptedFile.parse(taken).file);
  }
  const main = kept.find(({ mediaType }) => mediaType === PDF);
  if (!main) throw new AppError('file.main-not-pdf');
  const attachments = kept
    .filter((each) => each !== main)
    .map((file) => ({ attachmentId: AttachmentId.parse(ports.newId()), file }));
  try {
    const amended = amendedIn(message);
    const amends = amended && findAmended(context, amended);
    const args = {
      ...importOf(message, agencyId, sha256),
      file: main,
      attachments,
      ...(amends && { amends }),
    };
    context.perform('exchange.importPackage', args);
  } catch (problem) {
    forget(
      context,
      kept.map((each) => each.sha256),
    );
    throw problem;
  }
  return undefined;
}

function messageIn({ kind, message, problems }: ReadPackageFile): Edoc | EdxmlStatus {
  const wrong = hindering(problems as unknown as readonly PackageProblem[]);
  if (wrong.length > 0 || kind === 'unknown')
    throw new AppError('exchange.package-broken', {
      what: wrong.slice(0, PROBLEMS_SAID_MAX).map(sayPackageProblem).join(' '),
    });
  return message as Edoc | EdxmlStatus;
}

/** A recall, and an update that changes the header alone, are about a document and bring none. Throws `exchange.recall-not-carried`, `exchange.update-brings-nothing`. */
export function demandDocument({ business }: Edoc, fileCount: number): void {
  if (business.type === 'recall') throw new AppError('exchange.recall-not-carried');
  if (business.type === 'update' && fileCount === 0) throw new AppError('exchange.update-brings-nothing');
}

/** What `exchange.importPackage` is told of a package, besides its files. */
export const importOf = (message: Edoc, agencyId: AgencyId, packageSha256: Sha256) => ({
  documentId: carriedAs(agencyId, packageSha256),
  packageSha256,
  senderCode: message.from.organId,
  documentCode: message.documentId.slice(0, 200),
  fields: fieldsOf(message),
  secrecy: 'normal' as const,
});

/** What the header says, as the clerk will see it when registering. */
function fieldsOf(message: Edoc): IncomingFields {
  const day = (text: string | undefined) => LocalDate.safeParse(text).data;
  const [issuedOn, dueOn] = [day(message.promulgationDate), day(message.dueDate)];
  const { fullName, position } = message.signer;
  return IncomingFields.parse({
    typeName: message.typeName,
    codeNumber: message.codeNumber,
    codeNotation: message.codeNotation,
    organName: message.from.organName,
    subject: message.subject,
    urgency: urgencies[Math.min(message.priority, urgencies.length - 1)] ?? 'normal',
    ...(issuedOn && { issuedOn }),
    ...(dueOn && { dueOn }),
    ...(fullName && { signerName: fullName }),
    ...(position && { signerPosition: position }),
  });
}
