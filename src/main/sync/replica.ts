import type { Performed } from '../../shared/contract/define.ts';
import type { Actor, Read } from '../../shared/domain/core/command.ts';
import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { Instant, LocalDate, OperationId, RegisterId, Sha256 } from '../../shared/domain/core/values.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ChangesResponse, SnapshotResponse } from '../../shared/protocol/feed.ts';
import type { Operation, PushResponse } from '../../shared/protocol/push.ts';
import { dayOf } from '../../shared/text/day.ts';
import type { Store } from '../store/database.ts';
import { type Applied, applyChanges, applySnapshot, rereadRaw, snapshotPage } from './apply.ts';
import { park, resendFrom, takeBatch, unpark } from './batch.ts';
import { seenNextIn } from './books-seen.ts';
import type { Dirty } from './decide-here.ts';
import { isUseNew, noteUse } from './kept-files.ts';
import { takeDevice } from './own-device.ts';
import { keepRefused, perform } from './perform.ts';
import { projectDirty } from './project.ts';
import { redecide } from './redecide.ts';
import { beginSnapshot, correctedTime, noteContact, type ReplicaRow, replicaRow } from './replica-row.ts';
import { purgeHistory } from './resend.ts';
import type { ReplicaSetting } from './setting.ts';
import { dismiss, takeBack } from './take-back.ts';
import { applyVerdicts } from './verdicts.ts';
import { actorIn, readIn } from './view.ts';
import { wantAllNamed, wantNamed } from './want-files.ts';

/** When an answer was asked for and when it came, by the device's clock. */
export type RoundTrip = { readonly sentAt: Instant; readonly receivedAt: Instant };

/** One official's replica: every method is one transaction, and none waits for anything. */
export type Replica = {
  readonly store: Store;
  readonly perform: (name: string, args: unknown) => Performed;
  readonly keepRefused: (name: string, args: unknown, problem: AppError) => void;
  readonly takeBack: (operationId: OperationId) => readonly OperationId[];
  readonly dismiss: (operationId: OperationId) => void;
  readonly actor: () => Actor;
  readonly at: () => Instant;
  readonly today: () => LocalDate;
  readonly read: Read;
  readonly row: () => ReplicaRow;
  readonly takeBatch: () => readonly Operation[];
  readonly applyVerdicts: (response: PushResponse, trip: RoundTrip) => number;
  readonly park: (operationId: OperationId, code: string) => void;
  readonly unpark: () => void;
  readonly resendFrom: (devSeq: number) => boolean;
  readonly applyChanges: (page: ChangesResponse, since: number, trip: RoundTrip) => Applied;
  readonly nextSnapshotPage: () => string | undefined;
  readonly applySnapshot: (page: SnapshotResponse, trip: RoundTrip) => 'more' | 'whole';
  /** Everything is asked for anew; pending operations stay. */
  readonly requireSnapshot: () => void;
  /** Decides all pending operations again: a file was inspected, or the day changed. */
  readonly redecideAll: () => void;
  /** Where a book stood before the server was put back in time, as far as this device has seen it. */
  readonly seenNext: (registerId: RegisterId) => number | undefined;
  /** Asks for a file before all others; only one that a document here names: false for any other. */
  readonly wantFile: (sha256: Sha256) => boolean;
  /** Asks for all files of a document that are not here, before all others; answers how many. */
  readonly wantFilesOf: (of: DocumentRef) => number;
  /** A file was opened: it is let go later than those that were not. */
  readonly noteUse: (sha256: Sha256) => void;
};

/** Opens the replica over a store. Bodies that an older program kept raw are read again. */
export function openReplica(store: Store, setting: ReplicaSetting): Replica {
  const { read, transact } = store;
  transact((db) => {
    if (takeDevice(db, setting.profile.deviceId)) setting.log('sync.another-device');
    rereadRaw(db, setting);
  });
  const at = (): Instant => correctedTime(read, setting.now());
  return {
    store,
    perform: (name, args) => perform(store, setting, name, args),
    keepRefused: (name, args, problem) => keepRefused(store, setting, name, args, problem),
    takeBack: (operationId) => transact((db) => takeBack(db, setting, operationId)),
    dismiss: (operationId) => transact((db) => dismiss(db, setting, operationId)),
    actor: () => actorIn(read, setting),
    at,
    today: () => dayOf(at()),
    read: readIn(read),
    row: () => replicaRow(read),
    takeBatch: () => transact(takeBatch),
    applyVerdicts: (response, { sentAt, receivedAt }) =>
      transact((db) => {
        noteContact(db, response.serverTime, sentAt, receivedAt);
        return applyVerdicts(db, setting, response);
      }),
    park: (operationId, code) => transact((db) => park(db, operationId, code)),
    unpark: () => transact(unpark),
    resendFrom: (devSeq) => transact((db) => resendFrom(db, devSeq)),
    applyChanges: (page, since, { sentAt, receivedAt }) =>
      transact((db) => {
        noteContact(db, page.serverTime, sentAt, receivedAt);
        if (!page.hasMore) purgeHistory(db, page.serverTime);
        const applied = applyChanges(db, setting, page, since);
        setting.failpoint('pull.in-transaction');
        return applied;
      }),
    nextSnapshotPage: () => transact(snapshotPage),
    applySnapshot: (page, { sentAt, receivedAt }) =>
      transact((db) => {
        if (page.serverTime !== undefined) noteContact(db, page.serverTime, sentAt, receivedAt);
        const applied = applySnapshot(db, setting, page);
        setting.failpoint('pull.in-transaction');
        return applied;
      }),
    requireSnapshot: () => transact(beginSnapshot),
    redecideAll: () =>
      transact((db) => {
        const dirty: Dirty = new Map();
        redecide(db, setting, 'all', dirty);
        projectDirty(db, setting.projectors, dirty);
      }),
    seenNext: seenNextIn(read),
    wantFile: (sha256) => transact((db) => wantNamed(db, setting, sha256)),
    wantFilesOf: (of) => transact((db) => wantAllNamed(db, setting, of)),
    noteUse: (sha256) => {
      if (isUseNew(read, sha256, setting.now())) transact((db) => noteUse(db, sha256, setting.now()));
    },
  };
}
