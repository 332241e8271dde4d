import { resolve } from 'node:path';
import { type App, createApp } from '../../app.ts';
import { lockFolder } from '../folder-lock.ts';
import { nodePorts } from '../node-ports.ts';
import { readProfile } from '../profile-file.ts';
import { sourceVersion } from '../version.ts';
import { needed } from './files.ts';
import { type ProfileValues, profileKeys } from './profile-secret.ts';
import type { Terminal } from './terminal.ts';

/**
 * Opens a profile's data folder for one command, alone and without talking to the server: what is done here is sent when its window is next open. Throws
 * `terminal.no-profile`, `folder.in-use`, `terminal.locked`, `lock.wrong`, `lock.wait`.
 */
export async function withProfile<Result>(
  values: ProfileValues,
  terminal: Terminal,
  use: (app: App) => Promise<Result>,
): Promise<Result> {
  const dataDir = resolve(needed('data', values.data));
  const profile = readProfile(dataDir);
  const release = lockFolder(dataDir);
  try {
    const keys = await profileKeys(dataDir, values, terminal);
    const ports = nodePorts({ ...keys, dataDir, profile, version: sourceVersion(), listProfiles: () => [] });
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
