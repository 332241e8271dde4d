import { recall, recallKeys, remember } from './remembered.ts';

const PREFIX = 'form:';

/**
 * Where begun forms lie between two visits of the window: in the browser's own store, under the profile's key where it has a lock. They are opened once, before the
 * window is drawn, so that a form has its values at its first picture.
 */
let key: CryptoKey | undefined;
const opened = new Map<string, unknown>();
/** One after another, so that what was typed last is what lies there. */
let writing: Promise<unknown> = Promise.resolve();

type Sealed = { readonly nonce: string; readonly sealed: string };
const isSealed = (found: unknown): found is Sealed =>
  typeof found === 'object' && found !== null && 'nonce' in found && 'sealed' in found;
const anything = (found: unknown): unknown => found;

const textOf = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const keyOf = (windowKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytesOf(windowKey), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Opens the forms; with the window's key where the profile has a lock, and the one before where that was changed. */
export async function openForms(windowKey: string | undefined, olderKey: string | undefined): Promise<void> {
  if (windowKey !== undefined) key = await keyOf(windowKey);
  const older = olderKey === undefined ? undefined : await keyOf(olderKey);
  for (const name of recallKeys(PREFIX)) {
    const found = recall(PREFIX + name, anything);
    if (!isSealed(found)) {
      opened.set(name, found);
      // Left from before the profile had a lock.
      if (key) write(name, found);
      continue;
    }
    // While the profile is being put under its secret: what lies here waits for its key.
    if (!key) continue;
    const values = await unsealed(key, found);
    const earlier = values === undefined && older ? await unsealed(older, found) : undefined;
    if (values !== undefined) opened.set(name, values);
    else if (earlier === undefined) remember(PREFIX + name, undefined);
    else keepForm(name, earlier);
  }
}

async function unsealed(by: CryptoKey, { nonce, sealed }: Sealed): Promise<unknown> {
  try {
    const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(nonce) }, by, bytesOf(sealed));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Under the key of a profile that is no more.
    return undefined;
  }
}

function write(name: string, values: unknown): void {
  if (!key) {
    remember(PREFIX + name, values);
    return;
  }
  const by = key;
  writing = writing.then(async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(JSON.stringify(values));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, by, bytes);
    // Finished or thrown away meanwhile.
    if (opened.get(name) === values)
      remember(PREFIX + name, { nonce: textOf(iv), sealed: textOf(new Uint8Array(sealed)) } satisfies Sealed);
  });
}

export const formKeys = (): readonly string[] => [...opened.keys()];
export const formOf = (name: string): unknown => opened.get(name);

export function keepForm(name: string, values: unknown): void {
  opened.set(name, values);
  write(name, values);
}

export function dropForm(name: string): void {
  opened.delete(name);
  remember(PREFIX + name, undefined);
}

/** When everything that was typed lies where the next visit finds it. */
export const formsWritten = (): Promise<unknown> => writing;
