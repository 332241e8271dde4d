import type { AppEvent } from '../../shared/contract/define.ts';
import type { LockStatus } from '../../shared/contract/lock.ts';
import type { ProfileChoice } from '../../shared/contract/office.ts';
import { AppError } from '../../shared/errors.ts';
import type { App } from '../app.ts';
import type { Failpoint, Log, Vault } from '../ports.ts';
import type { FilePort } from '../store/files.ts';

/** What an application is opened with where the profile has a lock; `older` while something is under the key before. */
export type ProfileKeys = { readonly key: Uint8Array; readonly olderKey?: Uint8Array };

export type SeatSetting = {
  readonly dataDir: string;
  /** Whose profile it is, told in front of the lock. */
  readonly who: Pick<LockStatus, 'fullName' | 'role' | 'agencyName'>;
  readonly choices: () => readonly ProfileChoice[];
  /** Whether a secret is offered before the first work, until one is set or it is declined. */
  readonly isOffering?: boolean;
  /** The host's vault, as it is without a lock. */
  readonly vault: Vault;
  readonly openApp: (keys: ProfileKeys | undefined) => App;
  readonly log: Log;
  readonly now: () => number;
  /** Milliseconds that nobody can set back; where a machine does not count its sleep in them, `now` does. */
  readonly uptime?: () => number;
  readonly files?: FilePort;
  readonly failpoint?: Failpoint;
  /** Looks again and again whether somebody is still there; answers what ends it. */
  readonly every?: (work: () => void) => () => void;
};

type Clocks = { readonly now: number; readonly uptime: number };
/** One profile's place at a machine. The application and the keys are there only while it is unlocked. */
export type Seat = SeatSetting & {
  readonly uptime: () => number;
  readonly files: FilePort;
  readonly failpoint: Failpoint;
  app: App | undefined;
  key: Uint8Array | undefined;
  older: Uint8Array | undefined;
  state: LockStatus['state'];
  /** While it is sealed. */
  progress: LockStatus['progress'];
  /** When somebody last was at the window, by both clocks. */
  activeAt: Clocks;
  /** Opening, locking and sealing come one after another. */
  turn: Promise<unknown>;
  readonly listeners: Set<(event: AppEvent) => void>;
};

export const clocks = ({ now, uptime }: Pick<Seat, 'now' | 'uptime'>): Clocks => ({
  now: now(),
  uptime: uptime(),
});

export const locked = (): AppError => new AppError('profile.locked');

export function tell(seat: Seat, event: AppEvent): void {
  for (const listener of seat.listeners) listener(event);
}

export function become(seat: Seat, state: Seat['state']): void {
  seat.state = state;
  if (state !== 'sealing') seat.progress = undefined;
  tell(seat, { type: 'changed', areas: ['lock'] });
}

/** One after another, whatever became of the one before. */
export function inTurn<Result>(seat: Seat, work: () => Promise<Result>): Promise<Result> {
  const next = seat.turn.then(work);
  seat.turn = next.catch(() => undefined);
  return next;
}

export function openBehind(seat: Seat): void {
  const { key, older } = seat;
  const app = seat.openApp(key && { key, ...(older && { olderKey: older }) });
  app.subscribe((event) => tell(seat, event));
  seat.app = app;
}

/** Takes the application from everybody, then waits until it is closed. */
export async function closeBehind(seat: Seat): Promise<void> {
  const { app } = seat;
  seat.app = undefined;
  await app?.close();
}
