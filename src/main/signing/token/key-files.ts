import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { inKeyFolder, listedKeys } from './key-list.ts';
import type { KeySource } from './key-source.ts';
import { openPkcs12, PKCS12_BYTES_MAX } from './pkcs12.ts';

/** The PKCS#12 files of a profile as a source of keys; an opened key lives in this process until it is let go. */
export const keyFiles = (dataDir: string): KeySource => ({
  owns: (keyId) => listedKeys(dataDir).some((listed) => listed.keyId === keyId),
  list: async () =>
    listedKeys(dataDir).map(({ keyId, role, certificate }) => ({
      keyId,
      role,
      certificate: Buffer.from(certificate, 'base64'),
      holder: { kind: 'file' },
    })),
  open: async (keyId, secret) => {
    const passphrase = Buffer.from(secret ?? []).toString('utf8');
    secret?.fill(0);
    const listed = listedKeys(dataDir).find((each) => each.keyId === keyId);
    const file = listed && inKeyFolder(dataDir, listed.file);
    if (!file || !existsSync(file)) throw new AppError('key.not-listed');
    if ((await stat(file)).size > PKCS12_BYTES_MAX)
      throw new AppError('key.too-large', { limitKb: PKCS12_BYTES_MAX / 1024 });
    return { key: openPkcs12(await readFile(file), passphrase), close: async () => undefined };
  },
  close: async () => undefined,
});
