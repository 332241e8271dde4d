import type { FileRef } from '../../shared/domain/core/values.ts';
import { Agency } from '../../shared/domain/office/agency.ts';
import { numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { Outgoing, Version } from '../../shared/domain/outgoing/outgoing.ts';
import type { Edoc } from '../../shared/edxml/message.ts';
import type { ExchangeStore } from '../store/exchange-store.ts';
import type { MessagePayload } from './queue.ts';
import type { Attached } from './unpack.ts';

/**
 * What the sender's own agency has on record about a message: who it is, the document that it sealed, and its file as it stood under the seal, with every
 * extension: a package that was built or dispatched before an extension was recorded holds an earlier one.
 */
export type Sent = {
  readonly agency: Agency;
  readonly document: Outgoing;
  readonly sealed: readonly FileRef[];
};

/** The sender as the authority knows it; undefined when its agency does not hold that document. */
export async function readSent(
  exchange: ExchangeStore,
  { senderAgencyId, documentId }: MessagePayload,
): Promise<Sent | undefined> {
  const found = await exchange.sender(senderAgencyId, documentId);
  const [agency, document] = [Agency.safeParse(found.agency), Outgoing.safeParse(found.document)];
  if (!agency.success || !document.success) return undefined;
  const { file } = document.data;
  const sealed = [...(file ? [file] : []), ...found.versions.flatMap(sealedFile)];
  return { agency: agency.data, document: document.data, sealed };
}

function sealedFile(body: unknown): readonly FileRef[] {
  const version = Version.safeParse(body);
  const stands = version.success && (version.data.origin === 'sealed' || version.data.origin === 'extended');
  return stands ? [version.data.file] : [];
}

/**
 * The package was built on the sender's device, so nothing in it is believed: it must name the agency that sent it and carry a file whose signature and
 * seal the authority verified, under its number and date. Answers that file, or the field that differs.
 */
export function sealedFileIn(
  found: Edoc,
  attachments: readonly Attached[],
  { agency, document, sealed }: Sent,
): { readonly main: Attached } | { readonly differs: string } {
  // Codes are compared without case (the registry and the packages write them differently).
  if (found.from.organId.toLowerCase() !== agency.code.toLowerCase()) return { differs: 'From/OrganId' };
  if (document.number === undefined || found.codeNumber !== numberOnPage(document.number))
    return { differs: 'Code/CodeNumber' };
  // The codec answers NFC; a notation may have been typed otherwise.
  if (found.codeNotation !== document.codeNotation.normalize('NFC')) return { differs: 'Code/CodeNotation' };
  if (found.promulgationDate !== document.issuedOn) return { differs: 'PromulgationInfo/PromulgationDate' };
  const main = attachments.find((each) =>
    sealed.some(({ sizeBytes, sha256 }) => sizeBytes === each.sizeBytes && sha256 === each.sha256),
  );
  return main ? { main } : { differs: 'AttachmentEncoded' };
}
