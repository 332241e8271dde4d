import { join } from 'node:path';
import { instantOf } from '../../shared/text/day.ts';
import { type App, createApp } from '../app.ts';
import { openSeat, type SeatApp as Seat } from '../lock/seat.ts';
import { failpointFor } from './failpoint.ts';
import { fileLog } from './log-file.ts';
import { type NodePortOptions, nodePorts, vaultOf } from './node-ports.ts';
import { readProfile } from './profile-file.ts';
import { retireProfile } from './revoked-profile.ts';

export type ProfileSeatOptions = Omit<NodePortOptions, 'key' | 'olderKey' | 'onRevoked' | 'reopen'> & {
  /** The server has ended this device; `removed` ends when what the folder held is gone. */
  readonly onRevoked: (removed: Promise<void>) => void;
};

/** One profile as a window's host opens it: locked where it has a secret, and gone once its device was ended. */
export function openProfileSeat({ onRevoked, ...options }: ProfileSeatOptions): App {
  const { dataDir, profile, vault = vaultOf(dataDir), listProfiles } = options;
  const seat: Seat = openSeat({
    dataDir,
    who: { fullName: profile.fullName, role: profile.role, agencyName: profile.agencyName },
    choices: listProfiles,
    vault,
    log: fileLog(join(dataDir, 'logs'), () => instantOf(Date.now())),
    now: Date.now,
    isOffering: !profile.isTrial,
    failpoint: failpointFor(process.env['HAMRONG_FAILPOINT']),
    openApp: (keys) =>
      createApp(
        nodePorts({
          ...options,
          vault,
          ...keys,
          // A machine that was enrolled anew is another device than the one that it was opened as.
          profile: readProfile(dataDir),
          // The call that asked for it is answered first.
          reopen: () => void setImmediate(() => void seat.reopen()),
          onRevoked: () => onRevoked(retireProfile(dataDir, () => seat.close())),
        }),
      ),
  });
  return seat;
}
