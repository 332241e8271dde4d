import { z } from 'zod';
import { DeviceId } from '../domain/core/values.ts';
import { DeviceShown as DeviceKnown } from '../protocol/session.ts';
import { action, query } from './define.ts';
import { Person } from './shapes.ts';

/** A machine that speaks for an official, as the server knows it. */
export const DeviceShown = DeviceKnown.extend({
  official: Person.optional(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type DeviceShown = z.infer<typeof DeviceShown>;

export const deviceContract = {
  /** The official's own; for an administrator those of the agency. Only the server knows. */
  'device.list': query(z.object({}), z.array(DeviceShown)),
  /**
   * Makes this machine a device of its own again, by the keeper's one-time code or, without one, by signing in anew; answers the page for that, and whether the host opened
   * it. The application then opens as the new device, and what waited is sent once.
   */
  'device.enrolAgain': action(
    z.object({ code: z.string().trim().min(1).max(100).optional() }),
    z.object({ address: z.url({ protocol: /^https?$/ }).optional(), isOpened: z.boolean() }),
  ),
  /** Ends one for good: its official's work on it goes at its next word with the server, and it is never enrolled again. */
  'device.end': action(z.object({ deviceId: DeviceId }), z.object({})),
} as const;
