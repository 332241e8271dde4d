import type { FileRef } from '../../shared/domain/core/values.ts';
import {
  type AgencyId,
  AttachmentId,
  IncomingId,
  LocalDate,
  type Sha256,
  type Urgency,
} from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import type { EdxmlPackage, PackageFile } from '../../shared/edxml/package.ts';
import { derivedId } from './derived-id.ts';
import type { MessagePayload } from './queue.ts';

/** NĐ 30/2020 annex I and edXML Priority, in the same order. */
const urgencyOf: readonly Urgency[] = ['normal', 'urgent', 'very-urgent', 'express'];

const NAME_CHARS_MAX = 255;

/**
 * The arguments of `exchange.arrive` for a package whose sealed file is `main`: who sent it is what the authority knows, not what the package says. `keep`
 * stores each file and answers its hash.
 */
export async function arrivalOf(
  { messageId, deliveryId, senderAgencyId, recipientAgencyId }: MessagePayload,
  found: EdxmlPackage,
  main: PackageFile,
  sender: Agency,
  keep: (bytes: Uint8Array) => Promise<Sha256>,
) {
  const file = await fileRefOf(main, keep);
  const others: FileRef[] = [];
  for (const each of found.files) if (each !== main) others.push(await fileRefOf(each, keep));
  const name = `${messageId}/${recipientAgencyId}`;
  return {
    documentId: arrivedAs(messageId, recipientAgencyId),
    messageId,
    deliveryId,
    senderAgencyId,
    senderCode: sender.code,
    fields: {
      typeName: found.typeName,
      codeNumber: found.codeNumber,
      codeNotation: found.codeNotation,
      ...optional('issuedOn', dayOf(found.promulgationDate)),
      organName: sender.name,
      subject: found.subject,
      ...optional('signerName', found.signer.fullName || undefined),
      ...optional('signerPosition', found.signer.position || undefined),
      urgency: urgencyOf[found.priority] ?? 'normal',
      ...optional('dueOn', found.dueDate === undefined ? undefined : dayOf(found.dueDate)),
    },
    secrecy: 'normal',
    file,
    attachments: others.map((each, index) => ({
      attachmentId: AttachmentId.parse(derivedId(`arrival/${name}/${String(index)}`)),
      file: each,
    })),
  };
}

const fileRefOf = async (
  { name, contentType, bytes }: PackageFile,
  keep: (bytes: Uint8Array) => Promise<Sha256>,
): Promise<FileRef> => ({
  sha256: await keep(bytes),
  name: name.slice(-NAME_CHARS_MAX) || 'tep',
  sizeBytes: bytes.length,
  mediaType: contentType.slice(0, 100),
});

const dayOf = (text: string): LocalDate | undefined => {
  const found = LocalDate.safeParse(text);
  return found.success ? found.data : undefined;
};

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);

/** The document that one message became at one recipient. */
export const arrivedAs = (messageId: string, recipientAgencyId: AgencyId): IncomingId =>
  IncomingId.parse(derivedId(`arrival/${messageId}/${recipientAgencyId}`));
/** The operation that brings one message to one recipient. */
export const arrivalOperation = (messageId: string, recipientAgencyId: AgencyId): string =>
  derivedId(`arrive/${messageId}/${recipientAgencyId}`);
/** The operation that tells the sender one status of one delivery. */
export const statusOperation = (deliveryId: string, status: string): string =>
  derivedId(`status/${deliveryId}/${status}`);
