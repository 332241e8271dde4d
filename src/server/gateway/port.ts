/** A package or a status message; both travel as edXML (QCVN 102:2016). */
export type MessageKind = 'edoc' | 'status';
export const messageKinds = ['edoc', 'status'] as const satisfies readonly MessageKind[];

/** One message to one agency elsewhere, with ids that stood in the database before its first byte. */
export type Outbound = {
  readonly kind: MessageKind;
  /** Ours for good: a folder names its file so. */
  readonly id: string;
  /** Codes of agencies, opaque. */
  readonly from: string;
  readonly to: string;
  readonly documentId: string;
  /** Number and notation as hubs write them: `05/UBND-VP`. */
  readonly reference: string;
  /** The whole message on our disk. */
  readonly file: string;
  readonly sha256: string;
};

/** A message that the gateway has had before; without an id where its hub tells only that it has it. */
export type Had = { readonly hubId?: string };

/** A message that waits at the gateway. */
export type Pending = {
  readonly kind: MessageKind;
  readonly hubId: string;
  /** The account that it waits for, where a hub knows us under several; else empty. */
  readonly account: string;
};

/** An agency of the gateway's directory. */
export type AgencyListed = { readonly code: string; readonly oldCode?: string; readonly name: string };

/**
 * The way to agencies on other servers. The verbs are those that national axis and provincial hubs have in common; a business status is a message like any other,
 * sent by `send`. Faults are thrown as GatewayFault.
 */
export type Gateway = {
  readonly send: (message: Outbound) => Promise<Had>;
  /** What the gateway has already had that could be this message: asked before it is sent again, because the answer may have been lost. */
  readonly sent: (message: Outbound) => Promise<readonly Had[]>;
  /** What messages wait for: the hub's accounts, else one that is empty. */
  readonly accounts: readonly string[];
  readonly list: (kind: MessageKind, account: string) => Promise<readonly Pending[]>;
  /** Writes the message to a file, at most PACKAGE_BYTES_MAX of it. */
  readonly get: (pending: Pending, file: string) => Promise<void>;
  /** Tells the gateway that the message is safe here (`done`) or of no use (`fail`); it then lists it no more. */
  readonly acknowledge: (pending: Pending, outcome: 'done' | 'fail') => Promise<void>;
  readonly agencies: () => AsyncIterable<AgencyListed>;
};

/** Messages looked at in one round of one kind; the rest comes in the next. */
export const PENDING_MAX = 1_000;
/** An axis lists about 111,000 agencies. What is beyond is not read. */
export const AGENCIES_MAX = 120_000;

/**
 * `unreachable`: nothing can be said of any message (no line, our credentials, a proxy); it is the gateway that is tried again.
 * `transient`: this message may go another time. `permanent`: it never will, and its sender must hear so at once.
 */
export type FaultKind = 'unreachable' | 'transient' | 'permanent';

/** What went wrong at a gateway: `code` is the hub's own where it gave one, `said` its words, cut. Never holds credentials. */
export class GatewayFault extends Error {
  override readonly name = 'GatewayFault';
  readonly kind: FaultKind;
  readonly code: string;
  readonly said: string;
  /** The account whose credentials were refused; the gateway itself answers. */
  readonly account: string | undefined;
  constructor(kind: FaultKind, code: string, said = '', account?: string) {
    super(`${kind}: ${code}`);
    this.kind = kind;
    this.code = code;
    this.said = plainWords(said);
    this.account = account;
  }
}

const SAID_CHARS_MAX = 200;

/** Words of a hub, as one short line. */
const plainWords = (said: string): string =>
  said
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, SAID_CHARS_MAX);
