import { z } from 'zod';
import { Role } from '../domain/office/official.ts';
import { action, query } from './define.ts';
import { ProfileChoice } from './office.ts';

/** After how long without a hand on mouse or keys a profile locks itself; the second is what it begins with. */
export const IDLE_MINUTES = [5, 15, 30, 60] as const;
const IdleMinutes = z.literal(IDLE_MINUTES);
export const SECRET_LENGTH_MIN = 8;
const Secret = z.string().min(1).max(200);
/** As it was typed; src/shared/text/recovery-code.ts reads it. */
const Code = z.string().min(1).max(100);

/**
 * `open`: the profile has no secret. `sealing`: its database and files are being put under one. `locked`: nothing of it can be read without the secret.
 */
export const LockStatus = z.object({
  state: z.enum(['open', 'sealing', 'locked', 'unlocked']),
  fullName: z.string(),
  role: Role,
  agencyName: z.string(),
  idleMinutes: IdleMinutes,
  /** After several wrong secrets. */
  waitSeconds: z.int().min(0),
  /** Files that could not be put under the secret yet. */
  hasPlainFiles: z.boolean(),
  /** Whether a recovery code opens it. */
  hasCode: z.boolean(),
  /** Whether a secret is offered before the work begins. */
  isOffered: z.boolean(),
  /** How many files are under the key, of how many, while it is sealed. */
  progress: z.object({ done: z.int().min(0), total: z.int().min(1) }).optional(),
  /** Who else has a profile on this machine. */
  choices: z.array(ProfileChoice),
});
export type LockStatus = z.infer<typeof LockStatus>;

/** Asked of the seat, which is there while the application is not. */
export const lockContract = {
  'lock.getStatus': query(z.object({}), LockStatus),
  /** What the window keeps its own forms under, and did before the key was changed; none where the profile has no secret. */
  'lock.getWindowKey': query(
    z.object({}),
    z.object({ key: z.base64().optional(), older: z.base64().optional() }),
  ),
  'lock.unlock': action(z.object({ secret: Secret }), z.object({})),
  /** Opens it by its recovery code, which is used up, and sets another secret. */
  'lock.recover': action(z.object({ code: Code, secret: Secret }), z.object({})),
  /** Closes everything and forgets the key; nothing is sent or fetched until it is opened again. */
  'lock.lock': action(z.object({}), z.object({})),
  /**
   * Sets the secret, or another in its place; `current` where there is one. With `code` a recovery code opens it as well, in place of an earlier one; with `renewsKey`
   * everything is put under another key, and an earlier code opens nothing.
   */
  'lock.setSecret': action(
    z.object({
      secret: Secret,
      current: Secret.optional(),
      code: Code.optional(),
      renewsKey: z.boolean().optional(),
    }),
    z.object({}),
  ),
  /** No secret is wanted on this machine: it is not offered again. */
  'lock.decline': action(z.object({}), z.object({})),
  'lock.setIdle': action(z.object({ minutes: IdleMinutes }), z.object({})),
  /** Somebody is at the window. */
  'lock.stay': action(z.object({}), z.object({})),
} as const;
export type LockOperation = keyof typeof lockContract;
