import type { FileRef } from '../../shared/domain/core/values.ts';
import {
  type AgencyId,
  AttachmentId,
  IncomingId,
  LocalDate,
  type Sha256,
  type Urgency,
} from '../../shared/domain/core/values.ts';
import { carriedAs } from '../../shared/domain/exchange/import-package.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import { lengthsMax } from '../../shared/edxml/layout.ts';
import type { Edoc } from '../../shared/edxml/message.ts';
import { derivedId } from './derived-id.ts';
import type { MessagePayload } from './queue.ts';
import type { Attached } from './unpack.ts';

/** NĐ 30/2020 annex I and edXML Priority, in the same order; 4 is hỏa tốc at an hour. */
const urgencyOf: readonly Urgency[] = ['normal', 'urgent', 'very-urgent', 'express', 'express'];

const NAME_CHARS_MAX = 255;

/**
 * The arguments of `exchange.arrive` for a package whose sealed file is `main`: who sent it is what the authority knows, not what the package says. `keep`
 * puts each file where it stays.
 */
export async function arrivalOf(
  {
    messageId,
    deliveryId,
    senderAgencyId,
    recipientAgencyId,
  }: Pick<MessagePayload, 'messageId' | 'deliveryId' | 'senderAgencyId' | 'recipientAgencyId'>,
  found: Edoc,
  { main, others: further }: { readonly main: Attached; readonly others: readonly Attached[] },
  sender: Pick<Agency, 'code' | 'name'>,
  keep: (attached: Attached) => Promise<Sha256>,
) {
  const file = await fileRefOf(main, keep);
  const others: FileRef[] = [];
  for (const each of further) others.push(await fileRefOf(each, keep));
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
      ...optional('signerName', found.signer.fullName.slice(0, lengthsMax.fullName).trim() || undefined),
      ...optional('signerPosition', found.signer.position.slice(0, lengthsMax.position).trim() || undefined),
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
  attached: Attached,
  keep: (attached: Attached) => Promise<Sha256>,
): Promise<FileRef> => ({
  sha256: await keep(attached),
  name: attached.name.slice(-NAME_CHARS_MAX) || 'tep',
  sizeBytes: attached.sizeBytes,
  mediaType: attached.contentType.slice(0, 100),
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
/** Under which ids a message may be at a recipient: as the server brought it, or as a clerk has carried its package in. One of them at most is there. */
export const idsThere = (
  { messageId, packageSha256 }: { readonly messageId: string; readonly packageSha256?: Sha256 | undefined },
  recipientAgencyId: AgencyId,
): readonly IncomingId[] => [
  arrivedAs(messageId, recipientAgencyId),
  ...(packageSha256 ? [carriedAs(recipientAgencyId, packageSha256)] : []),
];
/** The operation that brings one message to one recipient. */
export const arrivalOperation = (messageId: string, recipientAgencyId: AgencyId): string =>
  derivedId(`arrive/${messageId}/${recipientAgencyId}`);
/** The operation that tells the sender one status of one delivery. */
export const statusOperation = (deliveryId: string, status: string): string =>
  derivedId(`status/${deliveryId}/${status}`);
