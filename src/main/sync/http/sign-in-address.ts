import { AppError } from '../../../shared/errors.ts';

declare const checked: unique symbol;
/** The one kind of address that this program hands to the system's browser; only `signInAddress` makes one. */
export type SignInAddress = string & { readonly [checked]: true };

export const ADDRESS_CHARS_MAX = 4_096;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);
/** What an authorization request with PKCE back to a loopback port says (RFC 7636 §4.3, RFC 8252 §7.3). */
const SAID = [
  ['response_type', /^code$/],
  ['code_challenge_method', /^S256$/],
  ['code_challenge', /^[\w-]{43}$/],
  ['redirect_uri', /^http:\/\/127\.0\.0\.1:\d{1,5}\/signed-in$/],
] as const;

/** Whether an issuer is on this machine itself: the trial's, and the only one without TLS. */
export const isHere = (issuer: string): boolean => LOOPBACK.has(new URL(issuer).hostname);

/**
 * Answers the address of a sign-in page when it may be opened: the issuer's own authorization endpoint, at the issuer's origin, over https (http only on this
 * machine), asked for a code with PKCE back to this machine. Throws `sign-in.unsafe-page` for anything else: what the system's browser is told to open may as well be
 * a program, a file or somebody's trap.
 */
export function signInAddress(
  address: string,
  place: { readonly issuer: string; readonly endpoint: string },
) {
  const [url, issuer, endpoint] = [address, place.issuer, place.endpoint].map(parsed);
  const isSafe =
    url !== undefined &&
    issuer !== undefined &&
    endpoint !== undefined &&
    address.length <= ADDRESS_CHARS_MAX &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))) &&
    ![url, issuer, endpoint].some(({ username, password }) => username !== '' || password !== '') &&
    url.origin === issuer.origin &&
    url.origin === endpoint.origin &&
    url.pathname === endpoint.pathname &&
    url.hash === '' &&
    SAID.every(([name, what]) => {
      const values = url.searchParams.getAll(name);
      return values.length === 1 && what.test(values[0] ?? '');
    });
  if (!isSafe) throw new AppError('sign-in.unsafe-page');
  return url.href as SignInAddress;
}

const parsed = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);
