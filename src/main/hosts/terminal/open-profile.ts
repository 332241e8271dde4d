import { resolve } from 'node:path';
import { type App, createApp } from '../../app.ts';
import { lockFolder } from '../folder-lock.ts';
import { nodePorts } from '../node-ports.ts';
import { readProfile } from '../profile-file.ts';
import { sourceVersion } from '../version.ts';

/**
 * Opens a profile's data folder for one command, alone and without talking to the server: what is done here is sent when its window is next open. Throws
 * `terminal.no-profile`, `folder.in-use`.
 */
export async function withProfile<Result>(
  folder: string,
  use: (app: App) => Promise<Result>,
): Promise<Result> {
  const dataDir = resolve(folder);
  const profile = readProfile(dataDir);
  const release = lockFolder(dataDir);
  try {
    const ports = nodePorts({ dataDir, profile, version: sourceVersion(), listProfiles: () => [] });
    const app = createApp(ports, { isSynchronising: false });
    try {
      return await use(app);
    } finally {
      await app.close();
    }
  } finally {
    release();
  }
}
