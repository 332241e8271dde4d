import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import { formatReference, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';

/** What is searched of a document, besides the text of its files (NĐ 30/2020 annex VI III.6d: every input field and the content). */
export type SearchWords = {
  readonly reference: string;
  readonly subject: string;
  readonly organ: string;
  readonly signer: string;
  readonly note: string;
};

const joined = (...parts: readonly (string | number | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/** "05/QĐ-SXD" is also found as "5/QĐ-SXD". */
function referenceWords(number: number | string | undefined, notation: string): string {
  const written = formatReference(number, notation);
  return /^0\d/.test(written) ? joined(written, written.replace(/^0+/, '')) : written;
}

export const incomingWordsOf = (body: Incoming): SearchWords => ({
  reference: joined(referenceWords(body.codeNumber, body.codeNotation), body.arrivalNumber),
  subject: joined(body.typeName, body.subject),
  organ: body.organName,
  signer: joined(body.signerName, body.signerPosition),
  note: joined(body.note, body.refusedReason),
});

export const outgoingWordsOf = (body: Outgoing, signerName: string | undefined): SearchWords => ({
  reference: referenceWords(body.number, body.codeNotation),
  subject: joined(body.typeName, body.subject),
  organ: body.recipientsText,
  signer: joined(signerName),
  note: joined(body.note, body.returnedReason),
});
