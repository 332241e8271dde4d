import { AppError } from '../../shared/errors.ts';
import type { Vault } from '../ports.ts';
import { openSmall, sealSmall } from '../store/profile-key.ts';

/** In front of what is sealed; a device's key or a token never begins so. The first was not bound to its name. */
const MAGIC = Buffer.from('HRV2');
const UNBOUND_MAGIC = Buffer.from('HRV1');

/** Whether a secret is under a key and its name already. */
export const isBound = (kept: Uint8Array): boolean => MAGIC.equals(kept.subarray(0, MAGIC.length));

/**
 * Small secrets under a profile's key besides whatever `vault` does, each under its own name, so that none can stand in another's place. One that was written before the
 * profile had a lock, or under an `older` key, is still read. Throws `file.seal-broken`.
 */
export const sealedVault = (vault: Vault, key: Uint8Array, older?: Uint8Array): Vault => ({
  read: async (name) => {
    const kept = await vault.read(name);
    if (!kept) return undefined;
    const isUnbound = UNBOUND_MAGIC.equals(kept.subarray(0, MAGIC.length));
    if (!isUnbound && !isBound(kept)) return kept;
    const sealed = kept.subarray(MAGIC.length);
    const under = isUnbound ? '' : name;
    const secret = openSmall(key, sealed, under) ?? (older && openSmall(older, sealed, under));
    if (!secret) throw new AppError('file.seal-broken');
    return new Uint8Array(secret);
  },
  write: (name, secret) => vault.write(name, Buffer.concat([MAGIC, sealSmall(key, secret, name)])),
});
