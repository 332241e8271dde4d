import { z } from 'zod';
import { claim, command, create, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { type AgencyId, AttachmentId, FileRef, IncomingId, PDF, Secrecy, Sha256 } from '../core/values.ts';
import { IncomingFields } from '../incoming/incoming.ts';
import { OrganCode } from '../office/agency.ts';
import { Amends, amendedChanges } from './amends.ts';

/** Files of one package; the reader refuses more before it comes here. */
const FILES_MAX = 50;

/**
 * A package that was carried here as a file, without a server between. The clerk vouches for where it came from; the claim is the package's own, so that it is in
 * the inbox once, however often it is carried and whether or not the server brings it too.
 */
export const importPackage = command({
  name: 'exchange.importPackage',
  args: z.object({
    documentId: IncomingId,
    packageSha256: Sha256,
    /** Who sent it and what it calls its document, as the package says: a status goes back under these. */
    senderCode: OrganCode,
    documentCode: z.string().max(200),
    fields: IncomingFields,
    secrecy: Secrecy,
    file: FileRef,
    attachments: z.array(z.object({ attachmentId: AttachmentId, file: FileRef })).max(FILES_MAX),
    /** What it does to an earlier document, as the package says; an update asks the clerk, as one that the server brings. */
    amends: Amends.optional(),
  }),
  reads: ({ amends }) => (amends?.documentId ? [ref('incoming', amends.documentId)] : []),
  blobsOf: ({ file, attachments }) => [file.sha256, ...attachments.map((each) => each.file.sha256)],
  decide: (read, args, { actor, agencyId, today }) => {
    const { documentId, packageSha256, senderCode, documentCode, fields, secrecy, file, attachments } = args;
    const { amends } = args;
    if (!may(actor, 'receive', { agencyId })) return refuse('incoming.only-clerk-receives');
    // Whoever looks for what became of the package finds it under this id.
    if (documentId !== carriedAs(agencyId, packageSha256)) return refuse('exchange.package-misnamed');
    if (secrecy !== 'normal') return refuse('secrecy.not-kept-here');
    if (file.mediaType !== PDF) return refuse('file.main-not-pdf');
    return [
      claim('inbox', packageKey(agencyId, packageSha256), 'exchange.already-arrived'),
      create('incoming', documentId, {
        v: 1,
        agencyId,
        state: 'arrived',
        source: 'exchange',
        ...fields,
        file,
        attachmentCount: attachments.length,
        correctionCount: 0,
        arrivedOn: today,
        carried: { packageSha256, senderCode, documentCode },
        ...(amends && { amends }),
      }),
      ...amendedChanges(read, amends, { documentId, senderCode }),
      ...attachments.map(({ attachmentId, file: attached }, index) =>
        create('attachment', attachmentId, {
          v: 1,
          of: { kind: 'incoming', id: documentId },
          ordinal: index + 1,
          file: attached,
        }),
      ),
    ];
  },
});

/** Under which a package is in an agency's inbox once, by whatever way it came. */
export const packageKey = (agencyId: AgencyId, packageSha256: Sha256): string =>
  `${agencyId}/package/${packageSha256}`;

/** The document that a package becomes where it is carried in: the same however often it is tried, another at each agency. */
export function carriedAs(agencyId: AgencyId, packageSha256: Sha256): IncomingId {
  const digitAt = (hex: string, at: number): number => Number.parseInt(hex.charAt(at), 16);
  const own = agencyId.replaceAll('-', '');
  const mixed = Array.from(own, (_, at) => digitAt(own, at) ^ digitAt(packageSha256, at));
  // RFC 9562: version 8, for ids of one's own making.
  mixed[12] = 8;
  mixed[16] = ((mixed[16] ?? 0) & 0x3) | 0x8;
  const hex = mixed.map((digit) => digit.toString(16)).join('');
  return IncomingId.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}
