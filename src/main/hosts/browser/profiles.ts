import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { instantOf } from '../../../shared/text/day.ts';
import type { Ports } from '../../ports.ts';
import { openAssets } from '../assets.ts';
import { lockFolders } from '../folder-lock.ts';
import { fileLog } from '../log-file.ts';
import { listProfileFolders, type ProfileFile } from '../profile-file.ts';
import { openProfileSeat } from '../profile-seat.ts';
import { assertNotRevoked } from '../revoked-profile.ts';
import { sourceVersion } from '../version.ts';
import { type BrowserHost, serveBrowser } from './serve.ts';

export type BrowserProfilesOptions = {
  /** Holds one data folder per profile. */
  readonly folder: string;
  /** The built window. */
  readonly window: string;
  /** The wanted port; another is taken when it is not free. */
  readonly port: number;
  readonly serverAddress?: string;
};

/** Serves every profile under a folder from this process; the folder is this process's alone until `close`. */
export async function openBrowserProfiles(
  options: BrowserProfilesOptions,
): Promise<BrowserHost & { readonly profileIds: readonly string[] }> {
  const profiles = listProfileFolders(options.folder);
  const [first] = profiles;
  if (!first) throw new AppError('terminal.no-profile', { path: options.folder });
  if (!existsSync(join(options.window, 'index.html'))) throw new AppError('host.window-missing');
  const release = lockFolders(profiles.map(({ dataDir }) => dataDir));
  const profileIds = profiles.map(({ profile }) => profile.profileId);
  const version = sourceVersion();
  const log = fileLog(join(options.folder, 'logs'), () => instantOf(Date.now()));
  const tellFault = (fault: unknown): void =>
    log('profile.not-removed', { message: fault instanceof Error ? fault.message : String(fault) });
  const serve = (port: number): Promise<BrowserHost> =>
    serveBrowser({
      profileIds,
      openApp: async (profileId, forget) => {
        const { dataDir, profile } = profiles.find((each) => each.profile.profileId === profileId) ?? first;
        assertNotRevoked(dataDir);
        return openProfileSeat({
          dataDir,
          profile,
          version,
          listProfiles: () => choicesFor(profile, profiles),
          ...(options.serverAddress === undefined ? {} : { serverAddress: options.serverAddress }),
          onRevoked: (removed) => {
            forget();
            removed.catch(tellFault);
          },
        });
      },
      assets: openAssets(options.window),
      log,
      now: () => Date.now(),
      port,
    });
  try {
    const host = await serve(options.port).catch((fault: unknown) => {
      if (options.port === 0 || !isTaken(fault)) throw fault;
      return serve(0);
    });
    return {
      ...host,
      profileIds,
      close: async () => {
        await host.close();
        release();
      },
    };
  } catch (fault) {
    release();
    throw fault;
  }
}

const isTaken = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && (fault.code === 'EADDRINUSE' || fault.code === 'EACCES');

/** The addresses stay under the current profile's path, because only there its cookie lets the switch happen. */
const choicesFor = (
  current: ProfileFile,
  profiles: readonly { readonly profile: ProfileFile }[],
): ReturnType<Ports['listProfiles']> =>
  profiles.map(({ profile: { profileId, fullName, role, agencyName } }) => ({
    profileId,
    fullName,
    role,
    agencyName,
    address: `/p/${current.profileId}/switch/${profileId}`,
    isCurrent: profileId === current.profileId,
  }));
