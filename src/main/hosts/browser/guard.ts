/** What a browser says of a request besides its address (all may be absent or forged by another program on this machine). */
export type Asked = {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
};

/**
 * Only our own pages ask, only under our own name. The Host check stops a foreign name that was made to point at this machine (DNS rebinding), the
 * Origin and Sec-Fetch-Site checks stop a foreign page; `none` is an address that a person opened.
 */
export function isOurs({ method, host, origin, fetchSite }: Asked, ownHost: string): boolean {
  if (host !== ownHost) return false;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  if (origin !== undefined) return origin === `http://${ownHost}`;
  return method === 'GET' || method === 'HEAD';
}

/** The value of one cookie in a Cookie header (RFC 6265 §4.2.1). */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
