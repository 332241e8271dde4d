import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
};

export const thisMachine = (): Machine => ({
  platform: process.platform,
  environment: process.env,
  exists: existsSync,
});

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const WINDOWS_PLACES = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];
const MAC_PLACES = ['Google Chrome', 'Microsoft Edge', 'Chromium'];

/** Chromium, Chrome or Edge, where each platform installs them; undefined when there is none. */
export function findBrowser({ platform, environment, exists }: Machine): string | undefined {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    );
    return WINDOWS_PLACES.flatMap((place) => roots.map((root) => join(root, ...place))).find(exists);
  }
  if (platform === 'darwin') {
    return MAC_PLACES.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`).find(exists);
  }
  const folders = [
    ...(environment['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ];
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(exists);
}
