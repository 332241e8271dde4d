import type { z } from 'zod';
import type { ProfileChoice } from '../shared/contract/office.ts';
import type { DocumentRef } from '../shared/domain/core/document-ref.ts';
import type { AgencyId, DeviceId, Instant, OfficialId } from '../shared/domain/core/values.ts';
import type { ClientFailpoint } from '../shared/failpoints.ts';
import type { ChangesResponse, Hint, SnapshotResponse } from '../shared/protocol/feed.ts';
import type { Opening, OpeningCounts, OpeningsPeriod, OpeningsReport } from '../shared/protocol/openings.ts';
import type { PushRequest, PushResponse } from '../shared/protocol/push.ts';
import type { ContainmentReport } from '../shared/protocol/secrecy.ts';
import type { DevicesResponse, DirectoryResponse, EnrolResponse } from '../shared/protocol/session.ts';
import type { OpenWorkResponse } from '../shared/protocol/work.ts';
import type { KeptFile } from './store/kept-file.ts';
import type { SignInAddress } from './sync/http/sign-in-address.ts';

/** Everything the application asks of its host. There is no `isElectron`: what a host can do stands here. */
export type Ports = {
  /** The profile's own folder: database, files, keys. */
  readonly dataDir: string;
  /** What the keys of database and files are made from; absent where the profile has no lock. */
  readonly key?: Uint8Array;
  /** The key before, while files may be under it still. */
  readonly olderKey?: Uint8Array;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly vault: Vault;
  readonly log: Log;
  readonly server: ServerPort;
  readonly profile: Profile;
  /** Other profiles of this host, for the trial's switcher; empty in an ordinary installation. */
  readonly listProfiles: () => readonly z.infer<typeof ProfileChoice>[];
  readonly helpers: HelperPort;
  /**
   * Prints a page that carries everything it shows (src/main/export/page-frame.ts) and answers the PDF's bytes; its scripts do not run and nothing is fetched for it. Throws
   * `print.no-browser`, `print.failed`.
   */
  readonly printPage: (html: string) => Promise<Uint8Array>;
  readonly failpoint: Failpoint;
  /** Absent where the host cannot: then a draft comes as a PDF. */
  readonly convert?: Converter;
  /**
   * Signs the official in again; absent where the device was enrolled by a code. `address` is the page to show in his own browser, `done` ends when he has signed in.
   */
  readonly signIn?: () => Promise<{ readonly address: SignInAddress; readonly done: Promise<void> }>;
  /**
   * Makes this machine another device of the same official, with a key of its own, and opens the application anew as that one: by the code at once, without one after he has
   * signed in at the page that is answered. Absent where the host cannot open it anew. Throws `enrol.refused`, `enrol.code-needed`, `enrol.other-official`.
   */
  readonly enrolAgain?: (code: string | undefined) => Promise<SignInAddress | undefined>;
  /** Opens the sign-in page in the system's browser; absent where the window itself is in a browser and opens it. */
  readonly openSignIn?: (address: SignInAddress) => Promise<void>;
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

/** Makes a PDF of a Word document, both as bytes. Throws `convert.*`. */
export type Converter = (docx: Uint8Array) => Promise<Uint8Array>;

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
  /** The agencies that every desk holds; with a text, those on other servers that it finds. */
  readonly directory: (text?: string) => Promise<DirectoryResponse>;
  readonly ack: (seq: number) => Promise<void>;
  /** Where a contained document was: only the server knows. */
  readonly containment: (kind: string, id: string) => Promise<ContainmentReport | Rejected>;
  /** Tells what was opened here. */
  readonly noteOpenings: (openings: readonly Opening[]) => Promise<object | Rejected>;
  /** The agency's access log, for its administrator. */
  readonly openings: (asked: OpeningsAsked) => Promise<OpeningsReport | Rejected>;
  /** How often documents were opened in a period, for the administrator. */
  readonly openingCounts: (period: OpeningsPeriod) => Promise<OpeningCounts | Rejected>;
  /** What is asked about the office and kept nowhere here. */
  readonly office: OfficeLine;
  /** Opens an upload and answers its address, to be stored before the first byte. */
  readonly openUpload: (sha256: string, sizeBytes: number) => Promise<string>;
  /** Sends from where the server stands, from the beginning where the upload was opened just now; answers when all bytes are there and the server has hashed them again. */
  readonly sendUpload: (
    address: string,
    file: KeptFile,
    sha256: string,
    sizeBytes: number,
    isNew?: boolean,
  ) => Promise<'finalised' | 'digest-differs' | 'gone'>;
  /** Appends to `file` from its present length on; answers when it is whole. */
  readonly fetchBlob: (sha256: string, file: KeptFile) => Promise<'whole' | 'not-found'>;
  /** Calls back at each hint and when the line comes or goes; the result stops it. */
  readonly listen: (onHint: (hint: Hint) => void, onLine: (isUp: boolean) => void) => () => void;
  /** Ends every call that still runs, as if the line were down, so that closing waits for no server. */
  readonly close?: () => void;
};

export type OpeningsAsked = { readonly of?: DocumentRef | undefined; readonly before?: string | undefined };
export type OfficeLine = {
  readonly devices: () => Promise<DevicesResponse | Rejected>;
  /** What an official has in his hands, for the administrator. */
  readonly openWork: (officialId: OfficialId) => Promise<OpenWorkResponse | Rejected>;
  /** Refused for ever from its next request on. */
  readonly endDevice: (deviceId: DeviceId) => Promise<object | Rejected>;
};

/** A refusal of the protocol, as data: every cursor error ends in a snapshot. */
export type Rejected = { readonly rejected: string; readonly expected?: number | string };

export type Enrol = (code: string, name: string) => Promise<EnrolResponse>;

/**
 * Starts a helper and speaks with it in messages; fork, utilityProcess or worker is the host's matter, but `token` is always a process of its own: it
 * loads a vendor's library, which may crash or hang.
 */
export type HelperPort = {
  readonly start: (module: 'verify' | 'index' | 'token' | 'sheet') => Helper;
};
export type Helper = {
  readonly call: (method: string, input: unknown, timeoutMs: number) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};
