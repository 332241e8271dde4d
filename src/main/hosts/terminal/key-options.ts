import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import type { OpenKey } from '../../signing/token/key-source.ts';
import { openPkcs12, PKCS12_BYTES_MAX } from '../../signing/token/pkcs12.ts';
import { type KeyOnToken, keysOn, type TokenKeys, tokenKeys } from '../../signing/token/token-keys.ts';
import { TOKEN_CALL_MS } from '../../signing/token/token-module.ts';
import { nodeHelpers } from '../node-helpers.ts';
import { needed, readLimited } from './files.ts';
import { UsageFault } from './terminal.ts';

const SECRET_FILE_BYTES_MAX = 4096;

/** Where the key comes from: a file, or a token by its module, its label and the identifier of the certificate on it. */
export const keyOptions = {
  p12: { type: 'string' },
  'passphrase-file': { type: 'string' },
  pkcs11: { type: 'string' },
  token: { type: 'string' },
  'cert-id': { type: 'string' },
  'pin-file': { type: 'string' },
} as const;
type Values = { readonly [Name in keyof typeof keyOptions]?: string | undefined };

/** Opens the key for all files of one call, with one secret; `issuers` for a token that holds its owner's certificate alone. Throws `UsageFault`, `key.*`, `token.*` and `terminal.*`. */
export async function openKeyFrom(values: Values, issuers: readonly Uint8Array[]): Promise<OpenKey> {
  if ((values.p12 === undefined) === (values.pkcs11 === undefined))
    throw new UsageFault(say('terminal.needs-one-key'));
  if (values.pkcs11 !== undefined) return openOnToken(values.pkcs11, values, issuers);
  const file = await readLimited(needed('p12', values.p12), PKCS12_BYTES_MAX);
  const passphrase = await secretFrom(needed('passphrase-file', values['passphrase-file']));
  return { key: openPkcs12(file, Buffer.from(passphrase).toString('utf8')), close: async () => undefined };
}

/** A secret may have blanks at its ends; only the line's end, which an editor adds, is not part of it. */
async function secretFrom(path: string): Promise<Uint8Array> {
  const bytes = await readLimited(path, SECRET_FILE_BYTES_MAX);
  const end = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return Uint8Array.from(end < 0 ? bytes : bytes.subarray(0, end));
}

/** The tokens that these modules see; a command line has time to wait for them. */
export const tokensOf = (paths: readonly string[], issuers: readonly Uint8Array[] = []): TokenKeys =>
  tokenKeys({
    helpers: nodeHelpers(),
    modules: () => paths.map((path) => ({ path, isAdded: true })),
    issuers: () => issuers,
    listWaitMs: TOKEN_CALL_MS,
  });

async function openOnToken(module: string, values: Values, issuers: readonly Uint8Array[]): Promise<OpenKey> {
  const tokens = tokensOf([module], issuers);
  try {
    const { keyId, holder } = await chosenKey(tokens, values);
    const takesPinItself = holder.kind === 'token' && holder.takesPinItself;
    const pin = takesPinItself ? undefined : await secretFrom(needed('pin-file', values['pin-file']));
    const { key, close } = await tokens.open(keyId, pin);
    return { key, close: () => close().finally(tokens.close) };
  } catch (fault) {
    await tokens.close();
    throw fault;
  }
}

/** The one certificate that the options leave; what they leave open must be the only one. */
async function chosenKey(tokens: TokenKeys, values: Values): Promise<KeyOnToken> {
  const places = await tokens.places();
  const fault = places.find((place) => place.fault)?.fault;
  if (fault) throw fault;
  const seen = places.flatMap(({ path, tokens: some }) => some.map((token) => ({ path, token })));
  const named = seen.filter(({ token }) => values.token === undefined || token.label === values.token);
  const [place, ...others] = named;
  const labels = seen.map(({ token }) => token.label).join(', ');
  if (!place || others.length > 0) throw new AppError('terminal.token-not-found', { labels: labels || '–' });
  const id = values['cert-id']?.toLowerCase();
  const keys = keysOn(place.path, place.token);
  const [key, ...more] = keys.filter((each) => id === undefined || each.id === id);
  if (!key || more.length > 0)
    throw new AppError('terminal.certificate-not-found', {
      label: place.token.label,
      ids: keys.map((each) => each.id).join(', ') || '–',
    });
  return key;
}
