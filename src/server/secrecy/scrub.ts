import type { z } from 'zod';
import { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { Sha256 } from '../../shared/domain/core/values.ts';
import type { ServerPorts } from '../ports.ts';
import type { ScrubStore } from '../store/scrub-store.ts';

/** A queue row of topic `purge`. */
export const PurgePayload = DocumentRef;
export type PurgePayload = z.infer<typeof PurgePayload>;

export type Scrub = (payload: PurgePayload) => Promise<void>;
type Parts = {
  readonly store: ScrubStore;
  /** Takes a file away, unless a document names it by then. */
  readonly removeFile: (sha256: Sha256) => Promise<unknown>;
  readonly ports: ServerPorts;
};

/**
 * What a containment leaves to do after its commit: arguments that tell of the document leave the log, whose chain stands over their digests; its files
 * leave the store, but for those that another document carries. Each step may be cut off and comes again.
 */
export const makeScrub =
  ({ store, removeFile, ports }: Parts): Scrub =>
  async (of) => {
    const contained = await store.find(of);
    if (!contained) return;
    await store.clearArguments(contained);
    ports.failpoint('purge.after-log');
    for (const sha256 of await store.ownFiles(of)) await removeFile(sha256);
    ports.failpoint('purge.after-files');
    await store.noteDone(of, ports.now());
    ports.log('secrecy.scrubbed', { kind: of.kind });
  };
