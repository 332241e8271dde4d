import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificateFile } from '../../signatures/certificates/certificate.ts';

export const ANCHORS_MAX = 200;
const ANCHOR_FILE_BYTES_MAX = 1024 * 1024;

/**
 * The trust anchors that this profile was given (`trust/*.cer|crt|pem`, DER or PEM), as DER. An unreadable file is no anchor: its signatures end as
 * "chưa xác định", never as trusted.
 */
export function loadAnchors(dataDir: string): Uint8Array[] {
  const folder = join(dataDir, 'trust');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.(cer|crt|pem)$/i.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name)))
    .filter(({ length }) => length <= ANCHOR_FILE_BYTES_MAX)
    .flatMap((bytes) => readCertificateFile(bytes).map(({ der }) => der))
    .slice(0, ANCHORS_MAX);
}
