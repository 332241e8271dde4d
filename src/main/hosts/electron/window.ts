import { say } from '../../../shared/words/vi.ts';
import { APP_ORIGIN, WEB_PREFERENCES } from './security.ts';

/** 1366 × 768 is the smallest screen in an office; the list and the reading pane still stand side by side at the minimum. */
const SIZE = { width: 1366, height: 768, minWidth: 1024, minHeight: 640 } as const;

/** How a profile's window is made; shown when its first picture is ready, so that nobody sees it empty. */
export const windowOptions = (preload: string) => ({
  ...SIZE,
  show: false,
  title: say('application.name'),
  autoHideMenuBar: true,
  webPreferences: { ...WEB_PREFERENCES, preload },
});

type Opened = {
  once(event: 'ready-to-show', listener: () => void): unknown;
  show(): void;
  loadURL(url: string): Promise<void>;
};

export async function showProfile(window: Opened, profileId: string): Promise<void> {
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${APP_ORIGIN}/p/${profileId}/`);
}
