import type { Machine } from '../../src/main/hosts/find-browser.ts';

/** A Linux machine without a screen shows no window; others always have one. */
export const hasScreen = ({ platform, environment }: Machine): boolean =>
  platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);

/** One window without tabs or address bar, with a profile of its own beside the trial's data. */
export const browserArgs = (address: string, profileFolder: string, isRoot: boolean): string[] => [
  `--app=${address}`,
  `--user-data-dir=${profileFolder}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  '--window-size=1366,820',
  ...(isRoot ? ['--no-sandbox'] : []),
];
