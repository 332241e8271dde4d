import { AppError } from '../../shared/errors.ts';
import type { Handlers } from '../handler.ts';
import type { BlobStore } from '../store/blobs.ts';
import { discardFiles } from './discard.ts';
import { roomOf, setQuota } from './kept-files.ts';
import { makeRoom } from './make-room.ts';
import type { Replica } from './replica.ts';
import type { Scheduler } from './scheduler.ts';

type Parts = {
  readonly replica: Replica;
  readonly blobs: BlobStore;
  readonly scheduler: () => Scheduler | undefined;
};

/** The files on this machine: how much room they have, and asking for one. */
export function fileHandlers({
  replica,
  blobs,
  scheduler,
}: Parts): Handlers<'file.getRoom' | 'file.setQuota' | 'file.fetch' | 'file.fetchAllOf' | 'file.discard'> {
  /** Asked for and noted already; whether it can be on its way is for the line to say. */
  const coming = (): { readonly state: 'coming' } => {
    if (!scheduler()?.status().isOnline) throw new AppError('file.away-offline', {}, { retryable: true });
    scheduler()?.nudgeFetch();
    return { state: 'coming' };
  };
  return {
    'file.getRoom': ({ db }) => roomOf(db),
    'file.setQuota': async ({ db, write, ports, announce }, { quotaBytes }) => {
      write((each) => setQuota(each, quotaBytes));
      await makeRoom({ replica, blobs, ports }, 0, true);
      scheduler()?.nudgeFetch();
      announce('file', 'incoming', 'outgoing', 'sync');
      return roomOf(db);
    },
    'file.fetch': ({ announce }, { sha256 }) => {
      if (blobs.has(sha256)) return { state: 'here' };
      if (!replica.wantFile(sha256)) throw new AppError('file.not-named');
      announce('file', 'sync');
      return coming();
    },
    'file.fetchAllOf': ({ announce }, { of }) => {
      if (replica.wantFilesOf(of) === 0) return { state: 'here' };
      announce('file', of.kind, 'sync');
      return coming();
    },
    'file.discard': async ({ ports, announce }, { sha256s }) => {
      const discarded = await discardFiles({ store: replica.store, blobs, log: ports.log }, sha256s);
      announce('file');
      return { discarded };
    },
  };
}
