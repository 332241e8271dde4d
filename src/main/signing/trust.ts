import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Anchor } from '../../shared/domain/office/anchor.ts';
import {
  type Certificate,
  parseCertificate,
  readCertificateFile,
} from '../../signatures/certificates/certificate.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

export const ANCHORS_MAX = 200;
const ANCHOR_FILE_BYTES_MAX = 1024 * 1024;

/** A root that somebody put there. Without `certificate` it could not be read, or is not the one that its id names, and counts for nothing. */
export type AnchorHere = {
  readonly certificate: Certificate | undefined;
  /** SHA-256 of the certificate; of an unreadable file of the profile there is none. */
  readonly sha256: string | undefined;
  readonly name: string;
  /** The agency's decision, or a file that this profile was given (the trial's own root). */
  readonly decision: Anchor | undefined;
};

export type TrustSetting = { readonly dataDir: string; readonly db: ReadDb };

/**
 * Everything in the list of roots: the agency's decisions, the profile's files (`trust/*.cer|crt|pem`, DER or PEM), then what the agency took back. A root
 * that was taken back is none, whoever else put it there, and takes no other's place in the list.
 */
export function anchorsHere({ dataDir, db }: TrustSetting): readonly AnchorHere[] {
  const decided = allOf(db, 'anchor').map(({ id, body }): AnchorHere => {
    const sha256 = id.slice(id.indexOf('/') + 1);
    const parsed = parseCertificate(Buffer.from(body.certificate, 'base64'));
    const isThatOne = parsed.ok && parsed.value.fingerprint === sha256;
    return { certificate: isThatOne ? parsed.value : undefined, sha256, name: body.name, decision: body };
  });
  const removed = decided.filter(({ decision }) => decision?.removed);
  const takenBack = new Set(removed.map(({ sha256 }) => sha256));
  const standing = [...decided, ...anchorFiles(dataDir)].filter(
    ({ sha256 }) => sha256 === undefined || !takenBack.has(sha256),
  );
  return [...standing.slice(0, ANCHORS_MAX), ...removed.slice(0, ANCHORS_MAX)];
}

function anchorFiles(dataDir: string): readonly AnchorHere[] {
  const folder = join(dataDir, 'trust');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.(cer|crt|pem)$/i.test(name))
    .sort()
    .flatMap((name): readonly AnchorHere[] => {
      const bytes = readFileSync(join(folder, name));
      const found = bytes.length <= ANCHOR_FILE_BYTES_MAX ? readCertificateFile(bytes) : [];
      if (found.length === 0)
        return [{ certificate: undefined, sha256: undefined, name, decision: undefined }];
      return found.map((certificate) => ({
        certificate,
        sha256: certificate.fingerprint,
        name,
        decision: undefined,
      }));
    });
}

/** Roots as the engine wants them where it asks the authorities; what cannot be read is none. */
export const parsedAnchors = (ders: readonly Uint8Array[]): readonly Certificate[] =>
  ders.flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });

/** The roots that signatures are judged by, DER. One that cannot be read or was taken back is none: its signatures end as "chưa xác định", never as trusted. */
export const loadAnchors = (setting: TrustSetting): Uint8Array<ArrayBuffer>[] =>
  anchorsHere(setting).flatMap(({ certificate, decision }) =>
    certificate && !decision?.removed ? [Buffer.from(certificate.der)] : [],
  );
