import type { Input, OperationName, OperationsOfKind, Output } from '../shared/contract/contract.ts';
import type { Area, Performed } from '../shared/contract/define.ts';
import type { CommandName } from '../shared/domain/all-commands.ts';
import type { Actor, Read } from '../shared/domain/core/command.ts';
import type { Instant, LocalDate } from '../shared/domain/core/values.ts';
import type { AppError } from '../shared/errors.ts';
import type { Helper, Ports } from './ports.ts';
import type { Keys } from './signing/keys.ts';
import type { Levels } from './signing/levels/levels.ts';
import type { TokenKeys } from './signing/token/token-keys.ts';
import type { Blobs } from './store/blobs.ts';
import type { ReadDb, WriteDb } from './store/handles.ts';

/** What a query may know. It cannot write: the type of `db` and the connection both say so. */
export type QueryContext = {
  readonly db: ReadDb;
  readonly ports: Ports;
  readonly blobs: Blobs;
  /** The keys to sign with; nothing secret is held until one is opened. */
  readonly keys: Keys;
  /** Time-stamps and revocation answers for what is signed here. */
  readonly levels: Levels;
  readonly tokens: TokenKeys;
  /** Reads drafts beside the application: whoever wrote them, they are foreign files. */
  readonly drafts: Helper;
  /** The official who sits here, as last seen; a fault `profile.not-ready` before the first sync. */
  readonly actor: () => Actor;
  /** Today in Asia/Ho_Chi_Minh by the corrected clock. */
  readonly today: () => LocalDate;
  /** Entities as the official sees them: overlay first; undefined where absent or not held. */
  readonly read: Read;
};

/** What an action may do besides: give commands, keep local facts, announce. */
export type ActionContext = QueryContext & {
  readonly at: () => Instant;
  readonly perform: (name: CommandName, args: unknown) => Performed;
  /** Keeps in Đồng bộ, with its files, what the rule refused after work that cannot simply be done again. */
  readonly keepRefused: (name: CommandName, args: unknown, problem: AppError) => void;
  /** One transaction on local tables that are not replicated (intents, file facts). */
  readonly write: <Result>(work: (db: WriteDb) => Result) => Result;
  readonly announce: (...areas: readonly Area[]) => void;
  /** Judges bytes beside the application. */
  readonly verifier: Helper;
  /** How far a long job is, 0 to 1: the one event that carries something. */
  readonly progress: (job: string, fraction: number) => void;
};

type HandlerOf<Name extends OperationName> =
  Name extends OperationsOfKind<'query'>
    ? (context: QueryContext, input: Input<Name>) => Output<Name> | Promise<Output<Name>>
    : (context: ActionContext, input: Input<Name>) => Output<Name> | Promise<Output<Name>>;

/** The handlers of an area: one for each of its queries and actions. Commands have none; their rule is all there is. */
export type Handlers<Names extends OperationsOfKind<'query' | 'action'>> = {
  readonly [Name in Names]: HandlerOf<Name>;
};
