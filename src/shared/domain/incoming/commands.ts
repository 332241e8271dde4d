import { byName } from '../core/command.ts';
import { correct, direct, finish, markRead, reopen, start } from './process.ts';
import { receive, refuseArrival, register } from './receive.ts';

/** Every command on incoming documents that an official may give. */
export const incomingCommands = byName(
  receive,
  register,
  refuseArrival,
  direct,
  start,
  finish,
  reopen,
  correct,
  markRead,
);
