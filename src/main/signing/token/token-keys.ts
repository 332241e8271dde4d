import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { parseCertificate } from '../../../signatures/certificates/certificate.ts';
import type { SigningKey } from '../../../signatures/sign/key.ts';
import type { HelperPort } from '../../ports.ts';
import type { FoundKey, KeySource, OpenKey, Secret } from './key-source.ts';
import type { TokenSeen } from './messages.ts';
import type { TokenModuleFile } from './module-list.ts';
import { TOKEN_CALL_MS, type TokenModule, tokenModule } from './token-module.ts';

export type TokenKeysOptions = {
  readonly helpers: HelperPort;
  /** The modules to ask, read anew each time: the user adds and drops some. */
  readonly modules: () => readonly TokenModuleFile[];
  /** Certificates of issuers, as DER, for tokens that hold only their owner's. */
  readonly issuers: () => readonly Uint8Array[];
  readonly callMs?: number;
  /** How long a list waits for a slow module; what that says later stands in the next list. */
  readonly listWaitMs?: number;
};

/** A module with what it said last. */
export type TokenPlace = Omit<TokenModuleFile, 'fault'> & {
  readonly state: 'ready' | 'looking' | 'failed';
  readonly fault: AppError | undefined;
  readonly tokens: readonly TokenSeen[];
};

type AskedPlace = TokenPlace & { readonly module: TokenModule };

export type TokenKeys = KeySource & { readonly places: () => Promise<readonly TokenPlace[]> };

const LIST_WAIT_MS = 3_000;
const PREFIX = 'token:';

/** The keys on all tokens of this machine as one source; a module that fails takes none of the others with it. */
export function tokenKeys(options: TokenKeysOptions): TokenKeys {
  const { callMs = TOKEN_CALL_MS, listWaitMs = LIST_WAIT_MS } = options;
  const modules = keepModules(options, callMs);
  /** Labels of keys seen before, so that a token pulled out can be named. */
  const labels = new Map<string, string>();

  const places = (waitMs: number) =>
    Promise.all(
      modules.here().map(async ({ module, fault, ...file }): Promise<AskedPlace> => {
        const looked: Looked = fault
          ? { state: 'failed', fault, tokens: [] }
          : await lookWithin(module, waitMs);
        for (const token of looked.tokens)
          for (const { keyId } of keysOn(module.path, token)) labels.set(keyId, token.label);
        return { ...file, module, ...looked };
      }),
    );
  const openAmong = (asked: readonly AskedPlace[], keyId: string, secret: Secret): Promise<OpenKey> => {
    for (const { path, module, tokens } of asked) {
      for (const token of tokens) {
        const found = keysOn(path, token).find((key) => key.keyId === keyId);
        if (found) return openOn(module, token, found, secret, options.issuers());
      }
    }
    const label = labels.get(keyId);
    const missing =
      label === undefined ? new AppError('key.not-listed') : new AppError('token.removed', { label });
    throw asked.find((place) => place.fault)?.fault ?? missing;
  };
  return {
    owns: (keyId) => keyId.startsWith(PREFIX),
    places: async () => (await places(listWaitMs)).map(({ module: _module, ...place }) => place),
    list: async () =>
      (await places(listWaitMs)).flatMap(({ path, tokens }) =>
        tokens.flatMap((token) => keysOn(path, token)),
      ),
    open: async (keyId, secret) => {
      try {
        return await openAmong(await places(callMs), keyId, secret);
      } finally {
        secret?.fill(0);
      }
    },
    close: modules.close,
  };
}

/** One process a module, for as long as the module is among those asked for. */
function keepModules({ helpers, modules: files }: TokenKeysOptions, callMs: number) {
  const kept = new Map<string, TokenModule>();
  return {
    here: (): readonly (TokenModuleFile & { readonly module: TokenModule })[] => {
      const wanted = files();
      for (const [path, module] of kept) {
        if (wanted.some((file) => file.path === path)) continue;
        kept.delete(path);
        void module.stop();
      }
      return wanted.map((file) => {
        const module = kept.get(file.path) ?? tokenModule({ helpers, path: file.path, callMs });
        kept.set(file.path, module);
        return { ...file, module };
      });
    },
    close: async (): Promise<void> => {
      await Promise.all([...kept.values()].map((module) => module.stop()));
    },
  };
}

type Looked = Pick<TokenPlace, 'state' | 'fault' | 'tokens'>;
const LOOKING: Looked = { state: 'looking', fault: undefined, tokens: [] };

async function lookWithin(module: TokenModule, waitMs: number): Promise<Looked> {
  const waiting = new AbortController();
  const late = pause(waitMs, LOOKING, { signal: waiting.signal, ref: false }).catch(() => LOOKING);
  const looked = module.look().then(
    (tokens): Looked => ({ state: 'ready', fault: undefined, tokens }),
    (fault: unknown): Looked => {
      if (!(fault instanceof AppError)) throw fault;
      return { state: 'failed', fault, tokens: [] };
    },
  );
  try {
    return await Promise.race([looked, late]);
  } finally {
    waiting.abort();
  }
}

/** A key with the CKA_ID of its certificate, hexadecimal. */
export type KeyOnToken = FoundKey & { readonly id: string };

/** The certificates of a token that may sign documents (RFC 5280 §4.2.1.3); expired ones too, because they are to be shown as such. */
export const keysOn = (path: string, token: TokenSeen): KeyOnToken[] =>
  token.certificates.flatMap(({ id, der }) =>
    maySign(der)
      ? [
          {
            keyId: PREFIX + hash('sha256', Buffer.concat([Buffer.from(`${path}\0${token.serial}\0`), der])),
            id,
            certificate: der,
            holder: {
              kind: 'token' as const,
              label: token.label,
              pin: token.pin,
              takesPinItself: token.takesPinItself,
            },
          },
        ]
      : [],
  );

function maySign(der: Uint8Array): boolean {
  const read = parseCertificate(der);
  if (!read.ok || read.value.basicConstraints?.ca) return false;
  const { keyUsage } = read.value;
  return !keyUsage || keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation');
}

async function openOn(
  module: TokenModule,
  token: TokenSeen,
  { id, certificate }: KeyOnToken,
  secret: Secret,
  issuers: readonly Uint8Array[],
): Promise<OpenKey> {
  const pin = token.takesPinItself ? undefined : secret;
  const { session, canPss } = await module.open({
    serial: token.serial,
    label: token.label,
    id,
    certificate,
    pin,
  });
  const others = token.certificates.map(({ der }) => der).filter((der) => der !== certificate);
  const key: SigningKey = {
    certificate,
    chain: [...others, ...issuers],
    canPss,
    sign: ({ hash: name, scheme, digest }) => module.sign({ session, hash: name, scheme, digest }),
  };
  return { key, close: () => module.close(session) };
}
