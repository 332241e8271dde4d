import type { Invoke } from '../../shared/contract/contract.ts';
import { AppEvent, areas, type Reply } from '../../shared/contract/define.ts';
import type { AcceptedFile } from '../../shared/contract/shapes.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';

/** The one door to the application. A preload may give calls and events; everything else the page's own address answers. */
export type Bridge = {
  readonly invoke: Invoke;
  /** Calls back at each event until the returned function is called. */
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
  /** Hands a file over to be looked at and kept by content; it belongs to no document yet. */
  readonly acceptFile: (file: File) => Promise<Reply<AcceptedFile>>;
  /** Where a picked file stands on this machine; absent where the host does not tell it, as browsers do not. */
  readonly pathOf?: (file: File) => string;
  /** Where a kept file's bytes are read, whole or only the first so many; with `download` they come as a file of that name. */
  readonly blobAddress: (
    sha256: Sha256,
    wanted?: { readonly download?: string | undefined; readonly first?: number | undefined },
  ) => string;
};

declare global {
  interface Window {
    readonly bridge?: Pick<Bridge, 'invoke' | 'subscribe' | 'pathOf'>;
  }
}

/** The profile's folder in the address, `/p/<profileId>/`; forms, widths and choices are remembered under it. */
export const profileFolder = location.pathname.replace(/[^/]*$/, '');

async function post<Value>(path: string, body: BodyInit, headers: HeadersInit): Promise<Reply<Value>> {
  try {
    const response = await fetch(`${profileFolder}${path}`, { method: 'POST', body, headers });
    return (await response.json()) as Reply<Value>;
  } catch (cause) {
    // The application behind the page has stopped or is starting anew: told as a fault like any other.
    const why = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, error: { code: 'host.unreachable', detail: { why }, retryable: true } };
  }
}

/** Over HTTP: `POST rpc/<name>`, `GET events`, `POST files`, `GET blob/<sha256>`. */
function httpBridge(): Bridge {
  return {
    invoke: (name, input) =>
      post(`rpc/${name}`, JSON.stringify(input), { 'content-type': 'application/json' }),
    subscribe: (listener) => {
      const source = new EventSource(`${profileFolder}events`);
      source.onmessage = ({ data }) => listener(AppEvent.parse(JSON.parse(String(data))));
      // What was announced before the line came up, or while it was down, is not known: everything may have changed.
      source.onopen = () => listener({ type: 'changed', areas: [...areas] });
      return () => source.close();
    },
    acceptFile: (file) =>
      post('files', file, {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
      }),
    blobAddress: (sha256, { download, first } = {}) => {
      const wanted = new URLSearchParams({
        ...(first !== undefined && { first: String(first) }),
        ...(download !== undefined && { download }),
      }).toString();
      return `${profileFolder}blob/${sha256}${wanted === '' ? '' : `?${wanted}`}`;
    },
  };
}

export const bridge: Bridge = { ...httpBridge(), ...window.bridge };
