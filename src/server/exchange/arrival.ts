import type { FileRef } from '../../shared/domain/core/values.ts';
import {
  type AgencyId,
  AttachmentId,
  IncomingId,
  LocalDate,
  type Sha256,
  type Urgency,
} from '../../shared/domain/core/values.ts';
import type { EdxmlPackage, PackageFile } from '../../shared/edxml/package.ts';
import { derivedId } from './derived-id.ts';
import type { MessagePayload } from './queue.ts';

/** NĐ 30/2020 annex I and edXML Priority, in the same order. */
const urgencyOf: readonly Urgency[] = ['normal', 'urgent', 'very-urgent', 'express'];

const NAME_CHARS_MAX = 255;

/** The arguments of `exchange.arrive` for a package; `keep` stores each file and answers its hash. */
export async function arrivalOf(
  { messageId, deliveryId, senderAgencyId, recipientAgencyId }: MessagePayload,
  found: EdxmlPackage,
  keep: (bytes: Uint8Array) => Promise<Sha256>,
) {
  const files: FileRef[] = [];
  for (const file of inOrder(found.files)) files.push(await fileRefOf(file, keep));
  const [main, ...others] = files;
  const name = `${messageId}/${recipientAgencyId}`;
  return {
    documentId: IncomingId.parse(derivedId(`arrival/${name}`)),
    messageId,
    deliveryId,
    senderAgencyId,
    senderCode: found.from.organId,
    fields: {
      typeName: found.typeName,
      codeNumber: found.codeNumber,
      codeNotation: found.codeNotation,
      ...optional('issuedOn', dayOf(found.promulgationDate)),
      organName: found.from.organName,
      subject: found.subject,
      ...optional('signerName', found.signer.fullName || undefined),
      ...optional('signerPosition', found.signer.position || undefined),
      urgency: urgencyOf[found.priority] ?? 'normal',
      ...optional('dueOn', found.dueDate === undefined ? undefined : dayOf(found.dueDate)),
    },
    secrecy: 'normal',
    file: main,
    attachments: others.map((file, index) => ({
      attachmentId: AttachmentId.parse(derivedId(`arrival/${name}/${String(index)}`)),
      file,
    })),
  };
}

/** The document itself is the first PDF; the rest keep the package's order. */
function inOrder(files: readonly PackageFile[]): readonly PackageFile[] {
  const main = files.find(({ name }) => /\.pdf$/i.test(name)) ?? files[0];
  return main ? [main, ...files.filter((each) => each !== main)] : [];
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

/** The operation that brings one message to one recipient. */
export const arrivalOperation = (messageId: string, recipientAgencyId: AgencyId): string =>
  derivedId(`arrive/${messageId}/${recipientAgencyId}`);
/** The operation that tells the sender one status of one delivery. */
export const statusOperation = (deliveryId: string, status: string): string =>
  derivedId(`status/${deliveryId}/${status}`);
