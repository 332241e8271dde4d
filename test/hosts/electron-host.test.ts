import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { App } from '../../src/main/app.ts';
import { REQUEST_BYTES_MAX } from '../../src/main/hosts/answer.ts';
import type { Assets } from '../../src/main/hosts/assets.ts';
import { answerInvoke, sendEvent } from '../../src/main/hosts/electron/channel.ts';
import { safeVault, utilityHelpers } from '../../src/main/hosts/electron/ports.ts';
import { answerScheme, profileIn } from '../../src/main/hosts/electron/protocol.ts';
import {
  hardenContents,
  hardenSession,
  isOwnPage,
  isOwnSender,
  SCHEME_PRIVILEGES,
  WEB_PREFERENCES,
} from '../../src/main/hosts/electron/security.ts';
import { showProfile, windowOptions } from '../../src/main/hosts/electron/window.ts';
import type { Vault } from '../../src/main/ports.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const HOME = 'app://ham-rong/p/clerk/';
const FOREIGN = [
  'https://office.example/',
  'app://ham-rong.example/p/clerk/',
  'app://other/p/clerk/',
  'file:///etc/passwd',
  'http://ham-rong/p/clerk/',
  'https://app:x@ham-rong/p/clerk/',
  'javascript:alert(1)',
  'about:blank',
  'not an address',
  '',
];

const standIn = (calls: unknown[] = []): App => ({
  invoke: async (name, input) => {
    calls.push([name, input]);
    return { ok: true, value: 'answered' };
  },
  subscribe: () => () => undefined,
  acceptFile: async (name) => ({ ok: true, value: name }),
  openBlob: () => undefined,
  close: async () => undefined,
});

/** A fake of Electron's session: keeps what it was told to ask. */
function fakeSession() {
  type Request = (
    contents: { getURL(): string },
    permission: string,
    callback: (ok: boolean) => void,
  ) => void;
  let request: Request = () => undefined;
  let check: (contents: unknown, permission: string, origin: string) => boolean = () => true;
  let device = () => true;
  hardenSession({
    setPermissionRequestHandler: (handler) => {
      request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      device = handler;
    },
  });
  return {
    asks: (url: string, permission: string): boolean => {
      let answer = false;
      request({ getURL: () => url }, permission, (isGranted) => {
        answer = isGranted;
      });
      return answer;
    },
    checks: (origin: string, permission: string) => check(null, permission, origin),
    device: () => device(),
  };
}

describe('what a page may do', () => {
  test.each([
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'usb',
    'hid',
    'clipboard-read',
    'fileSystem',
  ])('it is refused %s, asked or checked', (permission) => {
    const session = fakeSession();
    expect([session.asks(HOME, permission), session.checks('app://ham-rong', permission)]).toEqual([
      false,
      false,
    ]);
    expect(session.device()).toBe(false);
  });

  test('it may copy cleaned text, and a foreign page not even that', () => {
    const session = fakeSession();
    expect(session.asks(HOME, 'clipboard-sanitized-write')).toBe(true);
    expect(session.checks('app://ham-rong/', 'clipboard-sanitized-write')).toBe(true);
    for (const address of FOREIGN) {
      expect(session.asks(address, 'clipboard-sanitized-write')).toBe(false);
      expect(session.checks(address, 'clipboard-sanitized-write')).toBe(false);
    }
  });

  test('it goes nowhere else, opens no window and holds no webview', () => {
    type Event = { url: string; preventDefault(): void };
    const listeners = new Map<string, (event: Event) => void>();
    let opens = (): { action: string } => ({ action: 'allow' });
    hardenContents({
      on: (name: string, listener: (event: Event) => void) => listeners.set(name, listener),
      setWindowOpenHandler: (handler) => {
        opens = handler;
      },
    });
    const isStopped = (name: string, url: string): boolean => {
      let stopped = false;
      listeners.get(name)?.({
        url,
        preventDefault: () => {
          stopped = true;
        },
      });
      return stopped;
    };
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(FOREIGN.map((url) => isStopped(name, url))).toEqual(FOREIGN.map(() => true));
      expect(isStopped(name, HOME)).toBe(false);
    }
    expect(isStopped('will-attach-webview', HOME)).toBe(true);
    expect(opens()).toEqual({ action: 'deny' });
  });
});

describe('who may call', () => {
  test.each(FOREIGN)('not %o', async (url) => {
    const calls: unknown[] = [];
    const reply = await answerInvoke(() => standIn(calls))(
      { senderFrame: { url, parent: null } },
      'profile.get',
      {},
    );
    expect(reply).toMatchObject({ ok: false });
    expect(calls).toEqual([]);
    expect(isOwnPage(url)).toBe(false);
  });

  test('not a frame inside our page, nor one that is gone', async () => {
    const calls: unknown[] = [];
    const invoke = answerInvoke(() => standIn(calls));
    expect(await invoke({ senderFrame: { url: HOME, parent: {} } }, 'profile.get', {})).toMatchObject({
      ok: false,
    });
    expect(await invoke({ senderFrame: null }, 'profile.get', {})).toMatchObject({ ok: false });
    expect(isOwnSender(null)).toBe(false);
    expect(calls).toEqual([]);
  });

  test('our page reaches the application of its own profile', async () => {
    const calls: unknown[] = [];
    const invoke = answerInvoke((profileId) => (profileId === 'clerk' ? standIn(calls) : undefined));
    const from = (url: string) => ({ senderFrame: { url, parent: null } });
    expect(await invoke(from(HOME), 'profile.get', { a: 1 })).toEqual({ ok: true, value: 'answered' });
    expect(await invoke(from('app://ham-rong/p/nobody/'), 'profile.get', {})).toMatchObject({ ok: false });
    expect(await invoke(from(HOME), 'x', 'y'.repeat(REQUEST_BYTES_MAX + 1))).toMatchObject({
      error: { code: 'host.request-too-large' },
    });
    expect(calls).toEqual([['profile.get', { a: 1 }]]);
  });

  test('an event reaches the windows of its profile only', () => {
    const told: string[] = [];
    const window = (url: string) => ({ webContents: { getURL: () => url, send: () => void told.push(url) } });
    const windows = [HOME, 'app://ham-rong/p/leader/', 'https://office.example/p/clerk/'].map(window);
    sendEvent(windows, 'clerk', { type: 'changed', areas: ['incoming'] });
    expect(told).toEqual([HOME]);
  });
});

describe('app://', () => {
  const asset = { bytes: new Uint8Array(Buffer.from('<p>Hàm Rồng')), mediaType: 'text/html; charset=utf-8' };
  const assets: Assets = async (path) => (path === 'index.html' ? asset : undefined);
  const ask = (address: string) =>
    answerScheme(assets, (id) => (id === 'clerk' ? standIn() : undefined))(new Request(address));

  test('serves the window with the content policy as a header', async () => {
    const page = await ask(HOME);
    expect([page.status, await page.text()]).toEqual([200, '<p>Hàm Rồng']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  });

  test.each([
    'app://ham-rong/p/clerk/../../../etc/passwd',
    'app://ham-rong/p/clerk/%2e%2e/%2e%2e/main.js',
    'app://ham-rong/p/clerk/..%2f..%2fmain.js',
    'app://ham-rong/p/clerk/blob/..%2f..%2fsecrets',
    'app://ham-rong/p/nobody/',
    'app://ham-rong/',
    'app://other/p/clerk/',
    'app://ham-rong/p/clerk/rpc/profile.get',
    'app://ham-rong/p/clerk/events',
  ])('does not answer %s', async (address) => {
    expect((await ask(address)).status).toBe(404);
  });

  test('knows whose page an address is', () => {
    expect(profileIn(HOME)).toBe('clerk');
    expect(profileIn('app://ham-rong/p/Clerk/')).toBeUndefined();
    expect(profileIn('https://ham-rong/p/clerk/')).toBeUndefined();
  });
});

describe('ports of the operating system', () => {
  const memory = (): Vault & { readonly kept: Map<string, Uint8Array> } => {
    const kept = new Map<string, Uint8Array>();
    return {
      kept,
      read: async (name) => kept.get(name),
      write: async (name, secret) => {
        kept.set(name, secret);
      },
    };
  };
  const reversed = (isAvailable: boolean) => ({
    isEncryptionAvailable: () => isAvailable,
    encryptString: (text: string) => Buffer.from([...text].reverse().join('')),
    decryptString: (bytes: Buffer) => [...bytes.toString()].reverse().join(''),
  });

  test('a secret is kept encrypted and comes back', async () => {
    const files = memory();
    const vault = safeVault(reversed(true), files);
    await vault.write('device-key', Uint8Array.of(0, 255, 7));
    expect(await vault.read('device-key')).toEqual(Uint8Array.of(0, 255, 7));
    expect(files.kept.get('device-key')).not.toEqual(Uint8Array.of(0, 255, 7));
    expect(await vault.read('other')).toBeUndefined();
  });

  test('without a vault nothing is kept in the open', async () => {
    const files = memory();
    await expect(safeVault(reversed(false), files).write('a', Uint8Array.of(1))).rejects.toMatchObject({
      code: 'vault.unavailable',
    });
    expect(files.kept.size).toBe(0);
  });

  test('a helper is a utility process, started for its module and ended with it', async () => {
    const forked: unknown[] = [];
    let exit = (): void => undefined;
    const helpers = utilityHelpers(
      {
        fork: (entry, args, options) => {
          forked.push([entry, args, options]);
          let hear: (message: unknown) => void = () => undefined;
          return {
            postMessage: (message) => {
              const { id, input } = message as { id: number; input: unknown };
              setImmediate(() => hear({ id, value: input }));
            },
            on: (_event, listener) => {
              hear = listener;
            },
            once: (_event, listener) => {
              const before = exit;
              exit = () => {
                before();
                listener();
              };
            },
            kill: () => {
              exit();
              return true;
            },
          };
        },
      },
      'helper-process.js',
    );
    const helper = helpers.start('verify');
    expect(await helper.call('echo', 5, 1000)).toBe(5);
    await helper.stop();
    expect(forked).toEqual([['helper-process.js', ['verify'], { serviceName: 'verify' }]]);
    await helpers.start('token').call('echo', 6, 1000);
    expect(forked.at(-1)).toMatchObject(['helper-process.js', ['token'], { stdio: 'ignore' }]);
  });

  test('a window shows itself when its first picture is ready', async () => {
    const seen: string[] = [];
    let ready = (): void => undefined;
    await showProfile(
      {
        once: (_event, listener) => {
          ready = listener;
        },
        show: () => void seen.push('shown'),
        loadURL: async (url) => {
          seen.push(url);
          ready();
        },
      },
      'clerk',
    );
    expect(seen).toEqual([HOME, 'shown']);
    expect(windowOptions('preload.cjs')).toMatchObject({ show: false, webPreferences: WEB_PREFERENCES });
  });
});

/** The list in Electron's documentation, point by point, looked for where each is set. */
describe('Electron’s twenty points', () => {
  const text = (path: string): string => readFileSync(join(root, path), 'utf8');
  const host = (name: string): string => text(`src/main/hosts/electron/${name}.ts`);
  const builder = text('electron-builder.yml');
  const everything = ['main', 'window', 'security', 'protocol', 'channel', 'ports'].map(host).join('\n');

  test.each<[string, string, RegExp]>([
    ['1 only our own content is loaded', host('window'), /loadURL\(`\$\{APP_ORIGIN\}\/p\//],
    ['2 no Node in pages', host('security'), /nodeIntegration: false/],
    [
      '2 nor in their workers and frames',
      host('security'),
      /nodeIntegrationInWorker: false,\n\s+nodeIntegrationInSubFrames: false/,
    ],
    ['3 contexts are isolated', host('security'), /contextIsolation: true/],
    ['4 every renderer is sandboxed', host('main'), /app\.enableSandbox\(\)/],
    ['4 this window too', host('security'), /sandbox: true/],
    ['5 permissions asked for', host('security'), /setPermissionRequestHandler/],
    ['5 permissions checked', host('security'), /setPermissionCheckHandler/],
    ['6 web security stays on', host('security'), /webSecurity: true/],
    [
      '7 a content policy by header',
      text('src/main/hosts/answer.ts'),
      /'content-security-policy': pagePolicy\(nonce\)/,
    ],
    ['8 no insecure content', host('security'), /allowRunningInsecureContent: false/],
    ['9 no experimental features', host('security'), /experimentalFeatures: false/],
    ['10 no Blink features', host('security'), /enableBlinkFeatures: ''/],
    ['11 no webview tag at all', host('security'), /webviewTag: false/],
    ['12 webviews are stopped', host('security'), /will-attach-webview', \(event\) => event\.preventDefault/],
    ['13 navigation is limited', host('security'), /will-frame-navigate', stayHome/],
    ['14 windows are limited', host('security'), /setWindowOpenHandler\(\(\) => \(\{ action: 'deny' \}\)\)/],
    [
      '14 for every page that is ever made',
      host('main'),
      /web-contents-created', \(_event, contents\) => hardenContents/,
    ],
    ['16 the Electron of the lockfile, exact', text('package.json'), /"electron": "\d+\.\d+\.\d+"/],
    ['17 every sender is checked', host('channel'), /isOwnSender\(senderFrame\)/],
    ['18 no file://', host('main'), /protocol\.handle\(SCHEME, answerScheme/],
    ['19 RunAsNode off', builder, /runAsNode: false/],
    ['19 NODE_OPTIONS off', builder, /enableNodeOptionsEnvironmentVariable: false/],
    ['19 inspect arguments off', builder, /enableNodeCliInspectArguments: false/],
    ['19 cookies encrypted', builder, /enableCookieEncryption: true/],
    ['19 the archive is checked', builder, /enableEmbeddedAsarIntegrityValidation: true/],
    ['19 nothing outside the archive is run', builder, /onlyLoadAppFromAsar: true/],
    ['19 file:// has no privileges', builder, /grantFileProtocolExtraPrivileges: false/],
    ['20 only named functions cross', host('preload'), /exposeInMainWorld\('bridge', \{\n\s+invoke: /],
    ['one instance', host('main'), /app\.requestSingleInstanceLock\(\)/],
    ['the browser host is not shipped', builder, /- '!\*\*\/hosts\/browser\/\*\*'/],
  ])('%s', (_point, where, what) => {
    expect(where).toMatch(what);
  });

  test('15 the shell is handed a sign-in page that was looked at, and nothing else', () => {
    expect(everything.match(/\bshell\b.*/g)).toEqual([
      'shell,',
      'shell);',
      "shell: Shell): NonNullable<Ports['openSignIn']> =>",
      'shell.openExternal(address);',
    ]);
    expect(text('src/main/ports.ts')).toMatch(/openSignIn\?: \(address: SignInAddress\)/);
    expect(everything).not.toMatch(/openPath|showItemInFolder/);
  });

  test('the product does not contain the browser host', () => {
    expect(everything).not.toMatch(/\/browser\//);
    expect(builder).not.toMatch(/^\s+- (?:src|\*\*)/m);
  });

  test('the scheme is as safe as https', () => {
    expect(SCHEME_PRIVILEGES.privileges).toMatchObject({ standard: true, secure: true });
    expect(Object.keys(SCHEME_PRIVILEGES.privileges)).not.toContain('bypassCSP');
  });
});
