import { recall, remember } from './remembered.ts';

/** Whether the first steps were gone through, or left, on this machine by this official. */
export const isWelcomed = (): boolean =>
  recall('welcomed', (found) => (found === true ? true : undefined)) === true;

export const noteWelcomed = (): void => remember('welcomed', true);
