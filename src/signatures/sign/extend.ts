import { AppError } from '../../shared/errors.ts';
import type { Level } from '../../shared/signature/report.ts';
import { openPdf } from '../pdf/file.ts';
import { findPath } from '../revocation/issuers.ts';
import { dssAnswers, dssCertificates } from '../verify/dss.ts';
import { verifyPdf } from '../verify/verify-pdf.ts';
import { stampDocument } from './document-timestamp.ts';
import { type FoundSignature, foundSignatures, type StampWitness } from './found-signature.ts';
import { authorityOf, type LevelServices } from './level-services.ts';
import { demandPermitted } from './permissions.ts';
import { prove } from './prove.ts';
import { toTheEnd } from './to-the-end.ts';
import { addValidationData, type SignatureData, type ValidationData } from './validation-data.ts';

/** What a signed file can be brought to. */
export type ExtensionLevel = Exclude<Level, 'B-B'>;

/**
 * Brings every signature of a signed file to a level (EN 319 142-1 §6), by appending: a document time-stamp for those that have no time proof
 * (B-T), validation data (B-LT), a time-stamp over that (B-LTA); on a file that is there already a renewal. Every earlier byte stays.
 *
 * Throws `AppError`: `extension.unsigned | -broken | -chain | -revoked | -unknown | -no-authority`, `timestamp.*`, `signing.certified-final`, `pdf.*`.
 */
export async function extend(
  bytes: Uint8Array,
  level: ExtensionLevel,
  services: LevelServices,
): Promise<Uint8Array> {
  await demandExtensible(bytes, services);
  let current = bytes;
  const unproven = (await stampedSignatures(current, services)).filter(
    ({ signer, provenAt }) => signer && !provenAt,
  );
  if (unproven.length > 0) {
    // Who is revoked, or cannot be asked about, is found out before a time-stamp is spent on him.
    if (level !== 'B-T') await validationDataOf(unproven, current, services);
    current = await stamp(current, services);
  }
  if (level !== 'B-T') {
    const signatures = await stampedSignatures(current, services);
    current = addValidationData(current, await validationDataOf(signatures, current, services));
  }
  if (level === 'B-LTA') current = await seal(current, services);
  return demandOwnWork(current, services);
}

/** The last time-stamp; where its authority is another than before, what proves it is put behind it. */
async function seal(bytes: Uint8Array, services: LevelServices): Promise<Uint8Array> {
  const stamped = await stamp(bytes, services);
  const last = (await stampedSignatures(stamped, services)).toSorted((a, b) => b.revision - a.revision)[0];
  return addValidationData(stamped, last ? await validationDataOf([last], stamped, services, true) : []);
}

async function stamp(bytes: Uint8Array, services: LevelServices): Promise<Uint8Array> {
  const authority = authorityOf(services);
  if (!authority) throw new AppError('extension.no-authority');
  const stamped = await stampDocument(bytes, authority);
  if (!stamped.ok) throw new AppError(stamped.code, stamped.detail, { retryable: true });
  return stamped.bytes;
}

/** Broken, encrypted and certified files are refused before anybody is asked anything. */
async function demandExtensible(bytes: Uint8Array, services: LevelServices): Promise<void> {
  const file = openPdf(bytes);
  if (file.encrypted) throw new AppError('pdf.encrypted');
  demandPermitted(file.latest, []);
  const { integrity, sentence } = await verifyPdf(bytes, { anchors: [], at: services.now(), offline: true });
  if (integrity === 'unsigned') throw new AppError('extension.unsigned');
  if (integrity !== 'valid') throw new AppError('extension.broken', { reason: sentence.reason });
}

/** What was appended is judged before anybody gets it. */
async function demandOwnWork(bytes: Uint8Array, services: LevelServices): Promise<Uint8Array> {
  const { integrity, sentence } = await verifyPdf(bytes, { anchors: [], at: services.now(), offline: true });
  if (integrity !== 'valid') throw new AppError('signing.own-check-failed', { reason: sentence.reason });
  return bytes;
}

type StampedSignature = FoundSignature & {
  /** Own time-stamps whose authority is trusted. */
  readonly stamps: readonly StampWitness[];
  /** The earliest trusted proof that it existed; of a document time-stamp its own statement. */
  readonly provenAt: Date | undefined;
};

/** EN 319 102-1 §5.6.2: a token of its own, or a document time-stamp in a later revision. A token of nobody known proves nothing. */
async function stampedSignatures(
  bytes: Uint8Array,
  services: LevelServices,
): Promise<readonly StampedSignature[]> {
  const file = openPdf(bytes);
  const known = dssCertificates(file.latest);
  const trusted = await Promise.all(
    foundSignatures(file).map(async (one) => {
      const stamps = await Promise.all(one.stamps.map((token) => trustedStamp(token, known, services)));
      return { ...one, stamps: stamps.flat() };
    }),
  );
  return trusted.map((one) => {
    const later = trusted.filter(({ signer, revision }) => !signer && revision > one.revision);
    const proofs = [one, ...later].flatMap(({ stamps }) => stamps.map(({ at }) => at));
    return { ...one, provenAt: proofs.toSorted((a, b) => a.getTime() - b.getTime())[0] };
  });
}

async function trustedStamp(
  token: StampWitness,
  known: StampWitness['carried'],
  { anchors, intermediates, transport, now }: LevelServices,
): Promise<readonly StampWitness[]> {
  const carried = [...token.carried, ...known];
  const path = await findPath(
    {
      certificate: token.certificate,
      candidates: [...carried, ...intermediates],
      anchors,
      at: now(),
      purpose: 'time-stamping',
    },
    transport,
  );
  return path.outcome === 'passed' ? [{ ...token, carried }] : [];
}

/** What proves each signature and each of its time-stamps. Throws `extension.*`. */
async function validationDataOf(
  signatures: readonly StampedSignature[],
  bytes: Uint8Array,
  services: LevelServices,
  takesEarlier = false,
): Promise<readonly SignatureData[]> {
  const file = openPdf(bytes);
  const held = dssAnswers(file.latest);
  const known = dssCertificates(file.latest);
  const ask = { held, takesEarlier };
  return toTheEnd(
    signatures.map(async ({ contents, signer, stamps, provenAt }): Promise<SignatureData> => {
      const witness = signer && { ...signer, carried: [...signer.carried, ...known] };
      const proofs = await toTheEnd([
        ...(witness ? [prove({ witness, purpose: 'document-signing', provenAt, ...ask }, services)] : []),
        ...stamps.map((stamped) =>
          prove({ witness: stamped, purpose: 'time-stamping', provenAt: stamped.at, ...ask }, services),
        ),
      ]);
      const all = (kind: keyof ValidationData) => proofs.flatMap((proof) => proof[kind]);
      return { contents, certificates: all('certificates'), ocsp: all('ocsp'), crls: all('crls') };
    }),
  );
}
