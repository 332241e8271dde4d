import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { AppError } from '../../../shared/errors.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';
import { openAssets } from '../assets.ts';
import { signInFirst } from '../enrol-profile.ts';
import { lockFolders } from '../folder-lock.ts';
import { vaultOf } from '../node-ports.ts';
import { listProfileFolders } from '../profile-file.ts';
import { openProfileSeat } from '../profile-seat.ts';
import { answerInvoke, sendEvent } from './channel.ts';
import { INVOKE } from './channel-names.ts';
import { safeVault, systemBrowser, utilityHelpers } from './ports.ts';
import { windowPrinter } from './printer.ts';
import { answerScheme } from './protocol.ts';
import { hardenContents, hardenSession, SCHEME, SCHEME_PRIVILEGES } from './security.ts';
import { firstSignIn, showProfile, windowOptions } from './window.ts';

/**
 * The product's composition, and nothing else: what can be decided without Electron stands in the neighbours, which are tested. `--profiles=FOLDER` and
 * `--server=ADDRESS` are the trial's; without them the profiles are the user's own.
 */
const folderOfProfiles =
  app.commandLine.getSwitchValue('profiles') || join(app.getPath('userData'), 'profiles');
const serverAddress = app.commandLine.getSwitchValue('server');
const apps = new Map<string, App>();
const openSignIn = systemBrowser(shell);

app.enableSandbox();
protocol.registerSchemesAsPrivileged([SCHEME_PRIVILEGES]);
if (app.requestSingleInstanceLock()) {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.whenReady().then(start).catch(giveUp);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const profiles = await profilesHere();
  if (!profiles) return app.exit(0);
  const [first] = profiles;
  if (!first) throw new AppError('terminal.no-profile', { path: folderOfProfiles });
  const printPage = windowPrinter({
    session: () => session.fromPartition('print'),
    openWindow: (options) => new BrowserWindow(options),
  });
  const release = lockFolders(profiles.map(({ dataDir }) => dataDir));
  for (const { dataDir, profile } of profiles) {
    const opened = openProfileSeat({
      dataDir,
      profile,
      version: app.getVersion(),
      // A trial's profiles are made by the start script, which knows no vault of this machine, and keep no secret of anyone.
      vault: profile.isTrial ? vaultOf(dataDir) : safeVault(safeStorage, vaultOf(dataDir)),
      helpers: utilityHelpers(utilityProcess, join(import.meta.dirname, 'helper-process.js')),
      printPage,
      listProfiles: () =>
        profiles.map(({ profile: { profileId, fullName, role, agencyName } }) => ({
          profileId,
          fullName,
          role,
          agencyName,
          address: `/p/${profileId}/`,
          isCurrent: profileId === profile.profileId,
        })),
      ...(serverAddress === '' ? {} : { serverAddress }),
      openSignIn,
      onRevoked: (removed) => {
        removed.then(() => giveUp(new AppError('device.revoked'))).catch(giveUp);
      },
    });
    opened.subscribe((event) => sendEvent(BrowserWindow.getAllWindows(), profile.profileId, event));
    apps.set(profile.profileId, opened);
  }
  const appOf = (profileId: string): App | undefined => apps.get(profileId);
  hardenSession(session.defaultSession);
  protocol.handle(SCHEME, answerScheme(openAssets(join(import.meta.dirname, '../renderer')), appOf));
  ipcMain.handle(INVOKE, answerInvoke(appOf));
  closeInOrder(release);
  const window = new BrowserWindow(windowOptions(join(import.meta.dirname, 'preload.cjs')));
  await showProfile(window, first.profile.profileId);
}

/** On a machine that is nobody's yet the official signs in first, where it is told a server; undefined when he leaves it for later. */
async function profilesHere() {
  const known = listProfileFolders(folderOfProfiles);
  if (known.length > 0 || serverAddress === '') return known;
  const vaultIn = (dataDir: string) => safeVault(safeStorage, vaultOf(dataDir));
  const came = await firstSignIn(dialog, () =>
    signInFirst(folderOfProfiles, vaultIn, serverAddress, openSignIn),
  );
  return came === 'left' ? undefined : listProfileFolders(folderOfProfiles);
}

/** Windows ends programs without signals: what must be closed is closed when the last window is, before the process may go. */
function closeInOrder(release: () => void): void {
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    Promise.all([...apps.values()].map((opened) => opened.close()))
      .catch(giveUp)
      .finally(() => {
        release();
        app.exit(0);
      });
  });
}

function giveUp(fault: unknown): void {
  const sentence = fault instanceof AppError ? sayFault(fault.code, fault.detail) : say('host.failed');
  dialog.showErrorBox(say('application.name'), sentence);
  app.exit(1);
}
