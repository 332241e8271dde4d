import { byName } from '../core/command.ts';
import { acceptUpdate, refuseUpdate } from './amend.ts';
import { direct, forward } from './direct.ts';
import { handBack, present, sendBack, withdrawShare } from './hand-back.ts';
import { giveOpinion } from './opinion.ts';
import { correct, finish, reopen, start } from './process.ts';
import { flag, markRead } from './reading-commands.ts';
import { acceptRecall, refuseRecall } from './recall.ts';
import { receive, refuseArrival, register } from './receive.ts';
import { recordDirective } from './record-directive.ts';
import { settleHanging } from './settle.ts';

/** Every command on incoming documents that an official may give. */
export const incomingCommands = byName(
  receive,
  register,
  refuseArrival,
  present,
  sendBack,
  direct,
  recordDirective,
  forward,
  handBack,
  withdrawShare,
  giveOpinion,
  start,
  finish,
  reopen,
  correct,
  markRead,
  flag,
  acceptRecall,
  refuseRecall,
  settleHanging,
  acceptUpdate,
  refuseUpdate,
);
