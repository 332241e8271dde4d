import { byName } from '../core/command.ts';
import { closeRegister } from './close.ts';
import { keepNumber, reportIncident, voidNumber } from './incident-commands.ts';
import { returnLease, takeLease, withdrawLease } from './lease-commands.ts';
import { voidMissing } from './missing-numbers.ts';

export const registerCommands = byName(
  takeLease,
  returnLease,
  withdrawLease,
  reportIncident,
  voidNumber,
  keepNumber,
  voidMissing,
  closeRegister,
);
