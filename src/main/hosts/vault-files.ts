import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '../../shared/assert.ts';
import type { Vault } from '../ports.ts';
import { nodeFiles, replaceFile } from '../store/files.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;
export const SECRET_BYTES_MAX = 64 * 1024;

/**
 * Small secrets as files that only this user may read, for hosts without an operating-system vault. Windows keeps the folder's own rights: a
 * user's profile folder is closed to other users there.
 */
export function fileVault(folder: string): Vault {
  const pathOf = (name: string): string => {
    assert(NAME.test(name), `a secret is named plainly, not ${name}`);
    return join(folder, name);
  };
  return {
    read: async (name) => {
      try {
        return new Uint8Array(await readFile(pathOf(name)));
      } catch (fault) {
        if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
        throw fault;
      }
    },
    write: async (name, secret) => {
      const path = pathOf(name);
      assert(secret.length <= SECRET_BYTES_MAX, `a secret has at most ${SECRET_BYTES_MAX} bytes`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const fresh = `${path}.${randomUUID()}`;
      const file = await open(fresh, 'wx', 0o600);
      try {
        await file.writeFile(secret);
      } finally {
        await file.close();
      }
      await replaceFile(nodeFiles, fresh, path);
    },
  };
}
