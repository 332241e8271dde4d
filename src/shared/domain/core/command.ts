import type { z } from 'zod';
import type { Detail } from '../../errors.ts';
import type { FaultCode } from '../../words/vi.ts';
import type { Official } from '../office/official.ts';
import type { NumberLeft } from '../office/register.ts';
import type { Bodies, Kind, Ref } from './kinds.ts';
import type {
  AgencyId,
  DeviceId,
  Instant,
  LocalDate,
  OfficialId,
  OperationId,
  RegisterId,
  Sha256,
} from './values.ts';

/** Reads an entity named by the command's `reads`. Absent is undefined; what a replica does not hold ends the decision as `undecided`. */
export type Read = <K extends Kind>(kind: K, id: string) => Bodies[K] | undefined;

/** What was found in a signed file, looked at before the decision: `decide` itself opens no file. */
export type Inspected = {
  /** The signed file begins with every byte of the base; where nobody had signed that, nothing but a signature came behind it. */
  readonly continuesBase: boolean;
  /** Every signature intact, nothing changed that may not change. */
  readonly isIntact: boolean;
  /** SHA-256 of the DER certificate of the signature that the last revision added. */
  readonly signerCertificateSha256: Sha256 | undefined;
  /** From when to when that certificate is valid. */
  readonly signerValidity?: { readonly from: Instant; readonly to: Instant };
  readonly signatureCount: number;
  /** Number and date as the page shows them in the last revision (compared with the register). */
  readonly numberText: string | undefined;
  readonly dateText: string | undefined;
  /** The words that the last signature shows instead of a picture: on a copy, on a separate attachment. */
  readonly stampText?: string;
  /** Nothing came after the base but time-stamps and validation data, every signature intact: no new signature, nothing on a page. */
  readonly onlyExtends?: boolean;
  /** SHA-256 of the file as its first signer left it, which every later signature and extension keeps: what makes the paper one paper. */
  readonly firstSignedSha256?: Sha256;
  /** Of a file that was compared with itself: the fault for which no signature can be put into it. */
  readonly unsignable?: FaultCode;
};
/** A signed file and what it was made of; the same hash twice asks what the file is by itself. */
export type Inspection = { readonly signedSha256: Sha256; readonly baseSha256: Sha256 };

export type Actor = Official & { readonly id: OfficialId };

/** Everything a rule may know besides the entities. There is no clock, randomness or file in a rule. */
export type Context = {
  readonly actor: Actor;
  readonly agencyId: AgencyId;
  readonly device: DeviceId;
  readonly isAuthority: boolean;
  /** Asia/Ho_Chi_Minh; at the authority from the arrival of the operation, on a replica from its corrected clock. */
  readonly today: LocalDate;
  /** The instant behind `today`. */
  readonly at: Instant;
  /** When the official did it, by his device's clock: shown, decides nothing. */
  readonly doneAt: Instant;
  readonly inspect: (inspection: Inspection) => Inspected | undefined;
  /** Where this device has seen a book stand before the server was put back in time. */
  readonly seenNext?: (registerId: RegisterId) => number | undefined;
};

/** One consequence of a command. */
export type Change =
  | {
      [K in Kind]: {
        readonly type: 'put' | 'create';
        readonly kind: K;
        readonly id: string;
        readonly body: Bodies[K];
      };
    }[Kind]
  /** A key that may be taken once in a space: a unique index at the authority, nothing on a replica. */
  | { readonly type: 'claim'; readonly space: string; readonly key: string; readonly elseRefuse: FaultCode }
  /** A document and all its parts leave every store; only the authority can do it, replicas get a tombstone. */
  | { readonly type: 'purge'; readonly kind: Kind; readonly id: string }
  /** Work for after the commit, stored in the same transaction; `key` makes it once. Replicas ignore it. */
  | {
      readonly type: 'queue';
      readonly topic: QueueTopic;
      readonly key: string;
      readonly payload: Readonly<Record<string, string>>;
    };

export type QueueTopic = 'message' | 'receipt' | 'request';
/** Besides what rules queue, what the storage queues for a document that is contained. */
export type WorkTopic = QueueTopic | 'containment' | 'purge';
export type EntityChange = Extract<Change, { type: 'put' | 'create' }>;

export type Refusal = { readonly refused: FaultCode; readonly detail: Detail };
/** The replica may not or cannot say: the operation waits in the outbox and changes nothing locally. */
export const undecided = Symbol('undecided');
export type Decision = readonly Change[] | Refusal | typeof undecided;

/** Says no, with a sentence from the catalogue. */
export const refuse = (code: FaultCode, detail: Detail = {}): Refusal => ({ refused: code, detail });
export const isRefusal = (decision: Decision): decision is Refusal =>
  typeof decision === 'object' && 'refused' in decision;

/** The entity's next body. */
export const change = <K extends Kind>(kind: K, id: string, body: Bodies[K]): EntityChange =>
  ({ type: 'put', kind, id, body }) as EntityChange;
/** A new entity; the authority refuses an id that exists. Needs no `reads`. */
export const create = <K extends Kind>(kind: K, id: string, body: Bodies[K]): EntityChange =>
  ({ type: 'create', kind, id, body }) as EntityChange;
export const claim = (space: string, key: string, elseRefuse: FaultCode): Change => ({
  type: 'claim',
  space,
  key,
  elseRefuse,
});
export const purge = (kind: 'incoming' | 'outgoing', id: string): Change => ({ type: 'purge', kind, id });
export const queue = (topic: QueueTopic, key: string, payload: Readonly<Record<string, string>>): Change => ({
  type: 'queue',
  topic,
  key,
  payload,
});

/** A named command with its arguments, as it travels. */
export type Invocation = { readonly name: string; readonly args: unknown };

/** An operation that the authority refused, and what the official gave afterwards for the same document. */
export type Refused = {
  readonly operationId: OperationId;
  readonly code: string;
  readonly doneAt: Instant;
  readonly later: readonly Invocation[];
};

/**
 * One value is the contract operation, the push kind, the permission row and the audit label. `decide` is pure and runs on
 * the replica at once and at the authority finally. A name and the meaning of its args never change once released.
 */
export type Command<Name extends string, Args> = {
  readonly kind: 'command';
  readonly name: Name;
  readonly args: z.ZodType<Args>;
  /** What the decision will read: by its arguments, by what was read so far, and by who gives it. */
  readonly reads: (args: Args, read: Read, actorId: OfficialId) => readonly Ref[];
  readonly decide: (read: Read, args: Args, context: Context) => Decision;
  /** Files that must be finalised at the authority before the command is accepted. */
  readonly blobsOf?: (args: Args) => readonly Sha256[];
  /** Signed files that must be looked at before the decision. */
  readonly inspects?: (args: Args) => readonly Inspection[];
  /** What the device of who gives it adds to the arguments, once, before it decides: a number out of a book that it holds. */
  readonly complete?: (args: Args, read: Read, context: Context) => Args;
  /** What its device says with it to a server that was put back in time and may have forgotten it: what it brought about here, and how far a book was. */
  readonly remember?: (
    args: Args,
    read: Read,
    seenNext: (registerId: RegisterId) => number | undefined,
  ) => Args;
  /** What is kept of the arguments where their document turns out to be classified: a number that stands on a paper, and no word of it. */
  readonly wordless?: (args: Args) => NumberLeft | undefined;
  /** Done for good although nobody has heard of it: it is never taken back, for what it gave may stand on a paper. */
  readonly isLasting?: (args: Args) => boolean;
  /** Bears a number that the authority gave before it was put back in time: while it waits for lower ones, those may stand behind it in its own device's sequence. */
  readonly isGivenAgain?: (args: Args) => boolean;
  /** The device's own word about a number that waits for nobody: what waits before it may wait for this very word. */
  readonly waitsForNothing?: true;
  /** The device's own affair, whatever became of its official. */
  readonly isOfDevice?: boolean;
  /** What the device says by itself when this was refused, in the same transaction. */
  readonly afterRefusal?: (args: Args, refused: Refused, read: Read) => Invocation | undefined;
  /** The inverse, where the rules allow one after the operation was sent. */
  readonly undo?: (args: Args) => Invocation | undefined;
};

/** A command of any arguments; `args.parse` is what makes a call of it safe. */
export type AnyCommand = Omit<Command<string, never>, 'args' | 'complete' | 'remember'> & {
  readonly args: z.ZodType;
  readonly complete?: (args: never, read: Read, context: Context) => unknown;
  readonly remember?: (
    args: never,
    read: Read,
    seenNext: (registerId: RegisterId) => number | undefined,
  ) => unknown;
};

/** Declares a command; the arguments' type is read off the schema. */
export const command = <const Name extends string, Args>(
  given: Omit<Command<Name, Args>, 'kind'>,
): Command<Name, Args> => ({
  kind: 'command',
  ...given,
});

/** The table of an area's commands, keyed by their names. */
export function byName<const Commands extends readonly { readonly name: string }[]>(...commands: Commands) {
  return Object.fromEntries(commands.map((each) => [each.name, each])) as {
    readonly [C in Commands[number] as C['name']]: C;
  };
}
