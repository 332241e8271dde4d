import type { Vault } from '../ports.ts';
import type { ProfileFile } from './profile-file.ts';

const nameIn = (name: string, keys: string): string => `${name}-${keys}`;

/**
 * The secrets of the device that the profile's file names. A machine that became another device has its secrets under names of their own (`keys`), so that the file, written whole,
 * is the one instant at which both change.
 */
export const deviceVault = (vault: Vault, { keys }: Pick<ProfileFile, 'keys'>): Vault =>
  keys === undefined
    ? vault
    : {
        read: async (name) => (await vault.read(nameIn(name, keys))) ?? vault.read(name),
        write: (name, secret) => vault.write(nameIn(name, keys), secret),
      };

export type FreshVault = {
  readonly vault: Vault;
  /** Keeps what was made beside what the vault has, under these names. */
  readonly keep: (keys: string) => Promise<void>;
  /** Puts it in the old device's place, whose key nobody needs any more. */
  readonly replace: () => Promise<void>;
};

/** Hides what the vault has until what is made beside it is kept. */
export function freshVault(vault: Vault): FreshVault {
  const made = new Map<string, Uint8Array>();
  return {
    vault: {
      read: async (name) => made.get(name),
      write: async (name, secret) => void made.set(name, secret),
    },
    keep: async (keys) => {
      for (const [name, secret] of made) await vault.write(nameIn(name, keys), secret);
    },
    replace: async () => {
      for (const [name, secret] of made) await vault.write(name, secret);
    },
  };
}
