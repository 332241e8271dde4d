import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { CKF, CKR } from './constants.ts';
import type { Cryptoki } from './cryptoki.ts';
import { returnValueOf } from './return-values.ts';

/** Finds a package as this file does. */
const requireHere = createRequire(import.meta.url);

/** Loads and initialises a vendor's PKCS#11 module. Throws `token.not-supported` without the package, `token.module-*` for the module. */
export function loadModule(path: string, find: (name: string) => unknown = requireHere): Cryptoki {
  const file = basename(path);
  if (!existsSync(path)) throw new AppError('token.module-missing', { file });
  const cryptoki = new (requirePackage(find))();
  try {
    cryptoki.load(path);
  } catch (fault) {
    throw new AppError(codeOf(fault), { file, why: messageOf(fault) }, { cause: fault });
  }
  initialise(cryptoki, file);
  return cryptoki;
}

/** Required and not imported, because the package may be missing: without a compiler npm leaves it out. */
function requirePackage(find: (name: string) => unknown): new () => Cryptoki {
  try {
    return (find('pkcs11js') as { readonly PKCS11: new () => Cryptoki }).PKCS11;
  } catch (fault) {
    throw new AppError('token.not-supported', {}, { cause: fault });
  }
}

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** Windows says 193 of a library for other processors and 126 when one that it needs is missing; so does the file itself, which is there. */
function codeOf(fault: unknown) {
  const message = messageOf(fault);
  if (/wrong ELF class|Win32 error 193\b/.test(message)) return 'token.module-bitness';
  if (/cannot open shared object file|Win32 error 126\b/.test(message)) return 'token.module-dependency';
  return 'token.module-unusable';
}

/**
 * Some modules refuse to be told of threads, others want it: first without, then with CKF_OS_LOCKING_OK. Initialised already is fine. pkcs11js 2.1.7 always
 * passes a structure, where PKCS#11 §5.4 also allows none at all; to a conforming module an empty one means the same.
 */
function initialise(cryptoki: Cryptoki, file: string): void {
  for (const options of [undefined, { flags: CKF.osLockingOk }]) {
    try {
      if (options) cryptoki.C_Initialize(options);
      else cryptoki.C_Initialize();
      return;
    } catch (fault) {
      if (returnValueOf(fault) === CKR.cryptokiAlreadyInitialized) return;
      if (options)
        throw new AppError('token.module-unusable', { file, why: messageOf(fault) }, { cause: fault });
    }
  }
}
