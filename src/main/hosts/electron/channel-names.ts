/** The only two names that pass between the window and the main process. */
export const INVOKE = 'invoke';
export const EVENT = 'event';
