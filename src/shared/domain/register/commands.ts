import { byName } from '../core/command.ts';
import { keepNumber, reportIncident, voidNumber } from './incident-commands.ts';
import { returnLease, takeLease, withdrawLease } from './lease-commands.ts';

export const registerCommands = byName(
  takeLease,
  returnLease,
  withdrawLease,
  reportIncident,
  voidNumber,
  keepNumber,
);
