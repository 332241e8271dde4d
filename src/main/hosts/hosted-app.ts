import type { Readable } from 'node:stream';
import type { AppEvent, Reply } from '../../shared/contract/define.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';

/** What a host needs of the application: it carries calls, files and events, and knows no operation. */
export type HostedApp = {
  readonly invoke: (name: string, input: unknown) => Promise<Reply<unknown>>;
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
  readonly acceptFile: (name: string, bytes: Readable) => Promise<Reply<unknown>>;
  /** Where the bytes of a kept file stand; undefined when they are not here or not for this official. */
  readonly openBlob: (sha256: Sha256) => string | undefined;
  readonly close: () => Promise<void>;
};
