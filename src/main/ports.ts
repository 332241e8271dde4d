import type { z } from 'zod';
import type { ProfileChoice } from '../shared/contract/office.ts';
import type { AgencyId, DeviceId, Instant, OfficialId } from '../shared/domain/core/values.ts';
import type { ClientFailpoint } from '../shared/failpoints.ts';
import type { ChangesResponse, Hint, SnapshotResponse } from '../shared/protocol/feed.ts';
import type { PushRequest, PushResponse } from '../shared/protocol/push.ts';
import type { ContainmentReport } from '../shared/protocol/secrecy.ts';
import type { DirectoryResponse, EnrolResponse } from '../shared/protocol/session.ts';

/** Everything the application asks of its host. There is no `isElectron`: what a host can do stands here. */
export type Ports = {
  /** The profile's own folder: database, files, keys. */
  readonly dataDir: string;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly vault: Vault;
  readonly log: Log;
  readonly server: ServerPort;
  readonly profile: Profile;
  /** Other profiles of this host, for the trial's switcher; empty in an ordinary installation. */
  readonly listProfiles: () => readonly z.infer<typeof ProfileChoice>[];
  readonly helpers: HelperPort;
  readonly failpoint: Failpoint;
  /**
   * Signs the official in again; absent where the device was enrolled by a code. `address` is the page to show in his own browser, `done` ends when he has signed in.
   */
  readonly signIn?: () => Promise<{ readonly address: string; readonly done: Promise<void> }>;
  /** The server has ended this device: the host closes the application and removes what the folder holds. */
  readonly onRevoked?: () => void;
  readonly version: string;
};

/** Who sits here: fixed when the profile was enrolled. */
export type Profile = {
  readonly profileId: string;
  readonly officialId: OfficialId;
  readonly agencyId: AgencyId;
  readonly deviceId: DeviceId;
  readonly isTrial: boolean;
};

/** Small secrets: the OS vault in Electron, a 0600 file elsewhere. */
export type Vault = {
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
  readonly write: (name: string, secret: Uint8Array) => Promise<void>;
};

/** Structured log lines without contents: names, codes, durations. */
export type Log = (event: string, detail?: Readonly<Record<string, string | number | boolean>>) => void;

/** Named places where a test may end the process; nothing in production. */
export type Failpoint = (name: ClientFailpoint) => void;

/** The provincial server as a replica sees it. Each call throws `AppError('server.unreachable')` when there is no line. */
export type ServerPort = {
  readonly push: (request: PushRequest) => Promise<PushResponse | Rejected>;
  readonly changes: (since: number, limit: number) => Promise<ChangesResponse | Rejected>;
  readonly snapshot: (page: string | undefined) => Promise<SnapshotResponse | Rejected>;
  readonly directory: () => Promise<DirectoryResponse>;
  readonly ack: (seq: number) => Promise<void>;
  /** Where a contained document was: only the server knows. */
  readonly containment: (kind: string, id: string) => Promise<ContainmentReport | Rejected>;
  /** Opens an upload and answers its address, to be stored before the first byte. */
  readonly openUpload: (sha256: string, sizeBytes: number) => Promise<string>;
  /** Sends from where the server stands; answers when all bytes are there and the server has hashed them again. */
  readonly sendUpload: (
    address: string,
    file: string,
    sha256: string,
    sizeBytes: number,
  ) => Promise<'finalised' | 'digest-differs' | 'gone'>;
  /** Appends to `file` from its present length on; answers when it is whole. */
  readonly fetchBlob: (sha256: string, file: string) => Promise<'whole' | 'not-found'>;
  /** Calls back at each hint and when the line comes or goes; the result stops it. */
  readonly listen: (onHint: (hint: Hint) => void, onLine: (isUp: boolean) => void) => () => void;
  /** Ends every call that still runs, as if the line were down, so that closing waits for no server. */
  readonly close?: () => void;
};

/** A refusal of the protocol, as data: every cursor error ends in a snapshot. */
export type Rejected = { readonly rejected: string; readonly expected?: number | string };

export type Enrol = (code: string, name: string) => Promise<EnrolResponse>;

/**
 * Starts a helper and speaks with it in messages; fork, utilityProcess or worker is the host's matter, but `token` is always a process of its own: it
 * loads a vendor's library, which may crash or hang.
 */
export type HelperPort = {
  readonly start: (module: 'verify' | 'index' | 'token') => Helper;
};
export type Helper = {
  readonly call: (method: string, input: unknown, timeoutMs: number) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};
