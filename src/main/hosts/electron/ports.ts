import { AppError } from '../../../shared/errors.ts';
import type { HelperPort, Ports, Vault } from '../../ports.ts';
import { helperOver, type Line } from '../helper-calls.ts';
import { sparedHelpers } from '../helper-spares.ts';

type SafeStorage = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
};

/** Secrets encrypted by the operating system's vault, kept by `files`. Throws `vault.unavailable` where the system has none. */
export function safeVault(storage: SafeStorage, files: Vault): Vault {
  const demand = (): void => {
    if (!storage.isEncryptionAvailable()) throw new AppError('vault.unavailable');
  };
  return {
    read: async (name) => {
      const kept = await files.read(name);
      if (!kept) return undefined;
      demand();
      return new Uint8Array(Buffer.from(storage.decryptString(Buffer.from(kept)), 'base64'));
    },
    write: async (name, secret) => {
      demand();
      await files.write(name, storage.encryptString(Buffer.from(secret).toString('base64')));
    },
  };
}

type Shell = { openExternal(address: string): Promise<void> };

/** Point 15: the system's browser is handed the issuer's sign-in page, which was looked at when its address was made, and nothing else. */
export const systemBrowser =
  (shell: Shell): NonNullable<Ports['openSignIn']> =>
  (address) =>
    shell.openExternal(address);

type UtilityProcess = {
  fork(entry: string, args: string[], options: { serviceName: string; stdio?: 'ignore' }): Child;
};
type Child = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: () => void): unknown;
  kill(): boolean;
};

/** Helpers as utility processes: the fuses take RunAsNode away, so nothing else can be forked from the product. */
export function utilityHelpers(utilityProcess: UtilityProcess, entry: string): HelperPort {
  const lineTo = (module: string): Line =>
    utilityLine(
      utilityProcess.fork(entry, [module], {
        serviceName: module,
        // A vendor's library may write what it likes, a PIN among it: its output goes nowhere.
        ...(module === 'token' && { stdio: 'ignore' as const }),
      }),
    );
  const spared = sparedHelpers(lineTo);
  // A token's process ends when it is done with: it holds a vendor's module, and maybe an open session.
  return {
    start: (module) => (module === 'token' ? helperOver(() => lineTo(module)) : spared.start(module)),
  };
}

function utilityLine(child: Child): Line {
  const ended = new Promise<void>((resolve) => child.once('exit', resolve));
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.once('exit', () => listener()),
    end: () => {
      child.kill();
      return ended;
    },
  };
}
