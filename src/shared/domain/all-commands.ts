import type { AnyCommand } from './core/command.ts';
import { dossierCommands } from './dossier/commands.ts';
import { exchangeCommands } from './exchange/commands.ts';
import { sendingCommands } from './exchange/sending-commands.ts';
import { incomingCommands } from './incoming/commands.ts';
import { officeCommands } from './office/commands.ts';
import { outgoingCommands } from './outgoing/commands.ts';
import { registerCommands } from './register/commands.ts';
import { reportCommands } from './report/commands.ts';
import { secrecyCommands } from './secrecy/contain.ts';
import { taskCommands } from './task/commands.ts';

/** Every command there is: the push kinds, the permission rows, the simulator's alphabet. */
export const allCommands = {
  ...incomingCommands,
  ...outgoingCommands,
  ...exchangeCommands,
  ...sendingCommands,
  ...officeCommands,
  ...registerCommands,
  ...secrecyCommands,
  ...dossierCommands,
  ...taskCommands,
  ...reportCommands,
} as const;
export type CommandName = keyof typeof allCommands;

/** The command of that name, or undefined for a name that this program does not know. */
export const commandNamed = (name: string): AnyCommand | undefined =>
  Object.hasOwn(allCommands, name)
    ? (allCommands satisfies Readonly<Record<string, AnyCommand>>)[name as CommandName]
    : undefined;
