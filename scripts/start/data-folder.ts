import { homedir } from 'node:os';
import { join } from 'node:path';

const NAME = 'ham-rong-trial';

type Machine = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
};

/** Where the trial's data lives when nobody says otherwise: where each platform keeps a user's own program data. */
export function defaultFolder({ platform, environment, home }: Machine = thisMachine()): string {
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), NAME);
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  environment: process.env,
  home: homedir(),
});
