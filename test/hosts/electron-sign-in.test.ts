import { describe, expect, test } from 'vitest';
import { systemBrowser } from '../../src/main/hosts/electron/ports.ts';
import { firstSignIn } from '../../src/main/hosts/electron/window.ts';
import { ADDRESS_CHARS_MAX, signInAddress } from '../../src/main/sync/http/sign-in-address.ts';

const ISSUER = 'https://dang-nhap.example/tinh';
const ENDPOINT = 'https://dang-nhap.example/tinh/auth';
const PLACE = { issuer: ISSUER, endpoint: ENDPOINT };
const asked = {
  response_type: 'code',
  client_id: 'ham-rong',
  redirect_uri: 'http://127.0.0.1:49152/signed-in',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};
const page = (endpoint = ENDPOINT, some: Record<string, string> = {}): string =>
  `${endpoint}?${new URLSearchParams({ ...asked, ...some }).toString()}`;
const LOCAL = { issuer: 'http://127.0.0.1:4000/oidc', endpoint: 'http://127.0.0.1:4000/oidc/auth' };

describe('which address the system’s browser may be handed', () => {
  test('the issuer’s authorization endpoint; without TLS only on this machine', () => {
    expect(signInAddress(page(), PLACE)).toBe(page());
    expect(signInAddress(page(LOCAL.endpoint), LOCAL)).toBe(page(LOCAL.endpoint));
  });

  test.each<[string, string, typeof PLACE?]>([
    ['a file', 'file:///C:/Windows/System32/calc.exe'],
    ['a share', '\\\\may-la\\chung\\x.exe'],
    ['a program by its scheme', `ms-msdt:/id?${page().split('?')[1] ?? ''}`],
    ['a script', `javascript:alert(1)//${page()}`],
    ['mail', 'mailto:a@example?subject=x'],
    ['nothing', ''],
    ['the issuer’s front page', `${ISSUER}?${page().split('?')[1] ?? ''}`],
    ['another path', page('https://dang-nhap.example/tinh/auth/../../khac')],
    ['another host', page('https://dang-nhap.example.evil.example/tinh/auth')],
    ['another port', page('https://dang-nhap.example:8443/tinh/auth')],
    ['a name before the host', page('https://dang-nhap.example@evil.example/tinh/auth')],
    ['a name for the issuer', page('https://nguoi:matkhau@dang-nhap.example/tinh/auth')],
    ['no TLS', page('http://dang-nhap.example/tinh/auth')],
    ['a place in the page', `${page()}#x`],
    ['back to somewhere else', page(ENDPOINT, { redirect_uri: 'https://evil.example/signed-in' })],
    [
      'back to a host that begins like this machine',
      page(ENDPOINT, { redirect_uri: 'http://127.0.0.1:80@evil.example/signed-in' }),
    ],
    ['two places to come back to', `${page()}&redirect_uri=https%3A%2F%2Fevil.example`],
    ['a token instead of a code', page(ENDPOINT, { response_type: 'token' })],
    ['no challenge', page(ENDPOINT, { code_challenge: '' })],
    ['a challenge that is the secret', page(ENDPOINT, { code_challenge_method: 'plain' })],
    ['more than is ever asked', page(ENDPOINT, { x: 'y'.repeat(ADDRESS_CHARS_MAX) })],
    [
      'an endpoint away from its issuer',
      page('https://evil.example/auth'),
      { issuer: ISSUER, endpoint: 'https://evil.example/auth' },
    ],
    ['a program that the issuer names', 'ms-msdt:/id', { issuer: 'ms-msdt:/id', endpoint: 'ms-msdt:/id' }],
    [
      'a plain issuer elsewhere',
      page('http://dang-nhap.example/auth'),
      { issuer: 'http://dang-nhap.example', endpoint: 'http://dang-nhap.example/auth' },
    ],
  ])('not %s', (_what, address, place = PLACE) => {
    expect(() => signInAddress(address, place)).toThrow(
      expect.objectContaining({ code: 'sign-in.unsafe-page' }),
    );
  });
});

describe('in Electron', () => {
  test('the page goes to the system’s browser as it is, and no other kind of address can', async () => {
    const opened: string[] = [];
    const open = systemBrowser({ openExternal: async (address) => void opened.push(address) });
    await open(signInAddress(page(), PLACE));
    // @ts-expect-error a text that nobody looked at
    const unseen = (): Promise<void> => open(page());
    expect([opened, typeof unseen]).toEqual([[page()], 'function']);
  });

  test('on a machine that is nobody’s a box waits for the sign-in, and goes with it', async () => {
    const shown: { message: string; signal: AbortSignal }[] = [];
    let press = (): void => undefined;
    const dialog = {
      showMessageBox: (options: { message: string; signal: AbortSignal }) => {
        shown.push(options);
        return new Promise<void>((resolve) => {
          press = resolve;
        });
      },
    };
    expect(await firstSignIn(dialog, async () => 'who')).toBe('signed-in');
    const left = firstSignIn(dialog, () => new Promise(() => undefined));
    press();
    expect(await left).toBe('left');
    await expect(firstSignIn(dialog, () => Promise.reject(new Error('late')))).rejects.toThrow('late');
    expect(shown.map(({ message, signal }) => [message, signal.aborted])).toEqual(
      Array(3).fill(['Đang chờ đăng nhập trong trình duyệt', true]),
    );
  });
});
