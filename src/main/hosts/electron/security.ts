/** The one origin of the window's pages. No file:// anywhere: a page from a file would be every file's neighbour (point 18). */
export const SCHEME = 'app';
export const APP_HOST = 'ham-rong';
export const APP_ORIGIN = `${SCHEME}://${APP_HOST}`;

/** Points 2, 3, 4, 6, 8, 9, 10 and 11 of Electron's list, said aloud although most are today's defaults: a default may change. */
export const WEB_PREFERENCES = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
  navigateOnDragDrop: false,
} as const;

/** Standard and secure, so that origins, storage and the content policy hold as on https. */
export const SCHEME_PRIVILEGES = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
} as const;

/** Copying a number or a subject is the one thing the pages may do beyond showing; cleaned text only, into the clipboard and never out of it. */
const PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

type Session = {
  setPermissionRequestHandler(
    handler: (
      contents: { getURL(): string },
      permission: string,
      callback: (isGranted: boolean) => void,
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, requestingOrigin: string) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
};

/** Point 5: both handlers, because without the check handler a page is told yes. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) =>
    callback(isOwnPage(contents.getURL()) && PERMISSIONS.has(permission)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => isOwnPage(origin) && PERMISSIONS.has(permission),
  );
  session.setDevicePermissionHandler(() => false);
}

type Contents = {
  on(event: 'will-navigate', listener: (event: Navigation) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Navigation) => void): unknown;
  on(event: 'will-redirect', listener: (event: Navigation) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
};
type Navigation = { readonly url: string; preventDefault(): void };

/** Points 12, 13 and 14: no webviews, no other windows, and no page but our own, in whatever frame. */
export function hardenContents(contents: Contents): void {
  const stayHome = (event: Navigation): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Compares the parsed origin: a text that begins like ours may belong to anyone. */
export function isOwnPage(address: string): boolean {
  const url = parsed(address);
  return url?.protocol === `${SCHEME}:` && url.host === APP_HOST;
}

/** Point 17: a call counts when it comes from the main frame of one of our pages. */
export const isOwnSender = (
  frame: { readonly url: string; readonly parent: unknown } | null,
): frame is { readonly url: string; readonly parent: null } =>
  frame !== null && frame.parent === null && isOwnPage(frame.url);

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
