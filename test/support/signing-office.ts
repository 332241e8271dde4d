import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePkcs12 } from '../../src/server/trial/pkcs12-write.ts';
import type { Issued } from '../../src/server/trial/pki.ts';
import type { Inspected } from '../../src/shared/domain/core/command.ts';
import { IncomingId, Instant, LocalDate, OutgoingId, Sha256 } from '../../src/shared/domain/core/values.ts';
import { datePhrase, numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { incomingFields, outgoingFields } from './documents.ts';
import { makeOffice, type Office } from './office.ts';
import { pageText } from './page-text.ts';
import { PKI_NOW, type TestPki, testPki } from './pki.ts';
import { SAMPLE, samplePdf } from './sample-pdf.ts';
import { keyOf } from './signing-key.ts';
import { uuid } from './world.ts';

export const PASSPHRASE = 'mat-khau-cua-toi';

/** Who signs, and when: authorities that answer over the wire live at the machine's own time. */
export type SigningPki = {
  readonly leader: Issued;
  readonly agency: Issued;
  readonly chain: readonly Uint8Array[];
  readonly anchor: Uint8Array;
};

/** An office whose leader and seal have certificates of the test PKI, at the PKI's own day. */
export type SigningOffice<Pki extends SigningPki = TestPki> = {
  readonly office: Office;
  readonly pki: Pki;
  /** A folder with this key listed, and the trust anchor. */
  readonly folderWith: (role: 'person' | 'agency', issued: Issued) => string;
  /** A document as the authority has it, its file with the fields that `prepareForSigning` writes; take only what the test is about. */
  readonly put: (some?: Partial<Outgoing>, bytes?: Uint8Array) => OutgoingId;
  /** The same with the leader's signature on its page. */
  readonly putSigned: (some: Partial<Outgoing>) => Promise<OutgoingId>;
  /** An incoming document in the book, by paper. */
  readonly putIncoming: () => IncomingId;
  readonly today: LocalDate;
  /** What the authority will find in the next signature: a faultless one of the leader, or a faultless seal over number 7. */
  readonly expectSignature: () => void;
  readonly expectSeal: () => void;
  /** Puts another file under the document, as a drafter on another machine would. */
  readonly replaceFile: (documentId: OutgoingId) => void;
};

export const fingerprint = (bytes: Uint8Array): Sha256 =>
  Sha256.parse(createHash('sha256').update(bytes).digest('hex'));

let prepared: Promise<Uint8Array> | undefined;
async function preparedPdf(): Promise<Uint8Array> {
  const pdf = await samplePdf({ kind: 'table' });
  return prepareForSigning(pdf, findPlacement({ ...(await pageText(pdf)), signerName: SAMPLE.signer }));
}

/** With its own PKI, or with one that is given and valid at `now`. */
export async function makeSigningOffice(): Promise<SigningOffice>;
export async function makeSigningOffice(own: SigningPki, now: Date): Promise<SigningOffice<SigningPki>>;
export async function makeSigningOffice(own?: SigningPki, now = PKI_NOW): Promise<SigningOffice<SigningPki>> {
  prepared ??= preparedPdf();
  const [pki, draft] = await Promise.all([own ?? testPki(), prepared]);
  const office = makeOffice();
  const { server, agencyId, people } = office;
  office.clock = Instant.parse(now.toISOString());
  server.at = office.clock;
  const { id, ...leader } = people.leader;
  server.put('official', id, { ...leader, certificateSha256: fingerprint(pki.leader.certificate) });
  const agency = server.body('agency', agencyId);
  if (!agency) throw new Error('the office has its agency');
  server.put('agency', agencyId, { ...agency, sealCertificateSha256: fingerprint(pki.agency.certificate) });
  let made = 0;
  /** No two documents have the same bytes: a comment behind the end is not part of the page. */
  const unique = (bytes: Uint8Array) => {
    made += 1;
    return Buffer.concat([bytes, Buffer.from(`% ${String(made)}\n`)]);
  };
  const keep = (bytes: Uint8Array) => ({
    name: `van-ban-${String(made)}.pdf`,
    sizeBytes: bytes.length,
    mediaType: 'application/pdf',
    sha256: server.keepBlob(bytes),
  });
  const put: SigningOffice['put'] = (some = {}, bytes = unique(draft)) => {
    const documentId = OutgoingId.parse(uuid());
    server.put('outgoing', documentId, {
      v: 1,
      agencyId,
      state: 'submitted',
      ...outgoingFields(people.leader.id),
      drafterId: people.specialist.id,
      draftedOn: LocalDate.parse('2026-11-18'),
      attachmentCount: 0,
      file: keep(bytes),
      ...some,
    });
    return documentId;
  };
  const today = LocalDate.parse('2026-11-23');
  const faultless = (certificate: Uint8Array, signatureCount: number): Inspected => ({
    continuesBase: true,
    isIntact: true,
    signerCertificateSha256: fingerprint(certificate),
    signatureCount,
    numberText: undefined,
    dateText: undefined,
  });
  return {
    office,
    pki,
    today,
    expectSignature: () => {
      server.inspected = faultless(pki.leader.certificate, 1);
    },
    expectSeal: () => {
      server.inspected = {
        ...faultless(pki.agency.certificate, 2),
        numberText: numberOnPage(7),
        dateText: datePhrase(today),
      };
    },
    putIncoming: () => {
      const documentId = IncomingId.parse(uuid());
      server.put('incoming', documentId, {
        v: 1,
        agencyId,
        source: 'paper',
        state: 'registered',
        ...incomingFields(),
        arrivedOn: today,
        attachmentCount: 0,
        correctionCount: 0,
        arrivalNumber: 1,
      });
      return documentId;
    },
    folderWith: (role, issued) => keyFolder(office.folder(), pki, role, issued),
    put,
    putSigned: async (some) => {
      const key = keyOf(pki.leader, pki.chain);
      const target = { field: PREPARED_FIELDS.person };
      return put(some, await signPdf(unique(draft), { key, at: now, target, look: { kind: 'signer' } }));
    },
    replaceFile: (documentId) => {
      const document = server.body('outgoing', documentId);
      if (!document) throw new Error('no such document');
      server.put('outgoing', documentId, { ...document, file: keep(unique(draft)) });
    },
  };
}

function keyFolder(dataDir: string, pki: SigningPki, role: 'person' | 'agency', issued: Issued): string {
  for (const name of ['keys', 'trust']) mkdirSync(join(dataDir, name));
  writeFileSync(join(dataDir, 'trust', 'root.cer'), pki.anchor);
  writeFileSync(join(dataDir, 'keys', `${role}.p12`), writePkcs12(issued, pki.chain, PASSPHRASE, 'Khóa MẪU'));
  const certificate = Buffer.from(issued.certificate).toString('base64');
  const listed = [{ keyId: role, role, file: `${role}.p12`, certificate }];
  writeFileSync(join(dataDir, 'keys', 'keys.json'), JSON.stringify(listed));
  return dataDir;
}
