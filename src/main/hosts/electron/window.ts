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

type Dialog = {
  showMessageBox(options: {
    readonly type: 'info';
    readonly title: string;
    readonly message: string;
    readonly detail: string;
    readonly buttons: string[];
    readonly signal: AbortSignal;
  }): Promise<unknown>;
};

/** Nobody's machine yet: while the official signs in in his browser, a box says so; its one button leaves. What `signIn` throws is thrown. */
export async function firstSignIn(
  dialog: Dialog,
  signIn: () => Promise<unknown>,
): Promise<'signed-in' | 'left'> {
  const ended = new AbortController();
  const left = dialog
    .showMessageBox({
      type: 'info',
      title: say('application.name'),
      message: say('host.first-sign-in'),
      detail: say('host.first-sign-in.what'),
      buttons: [say('host.first-sign-in.leave')],
      signal: ended.signal,
    })
    .then(() => 'left' as const);
  try {
    return await Promise.race([signIn().then(() => 'signed-in' as const), left]);
  } finally {
    ended.abort();
  }
}
