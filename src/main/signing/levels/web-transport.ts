import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Transport, WebAnswer, WebFailure, WebQuestion } from '../../../signatures/transport.ts';
import { InternalAddress, isPublicAddress, publicLookup } from './public-address.ts';

export type WebAccess = {
  /** Hosts of the agency's own networks that may be asked, `host` or `host:port`; all others must be public. */
  readonly internalHosts: readonly string[];
  /** Ends what is under way, so that a program that closes waits for nobody. */
  readonly closing?: AbortSignal;
};

const refused = (why: WebFailure): WebAnswer => ({ ok: false, why });

/** Only http and https, and no name or password in the address: what a certificate says must not make us send any. */
function plainAddress(address: string): URL | undefined {
  const url = URL.parse(address);
  const isPlain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isPlain ? url : undefined;
}

/**
 * The one way by which signatures ask anybody. The addresses stand in files of strangers, so that nothing inside a network is asked unless it was allowed by
 * name: a name is looked up, and the connection goes to the address that was checked. No redirect, no cookie, a limit on size, and one time limit from the
 * first to the last byte.
 */
export const webTransport =
  ({ internalHosts, closing }: WebAccess): Transport =>
  async (question) => {
    const url = plainAddress(question.url);
    if (!url) return refused('address');
    const isAllowed = internalHosts.includes(url.hostname) || internalHosts.includes(url.host);
    const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (!isAllowed && isIP(literal) !== 0 && !isPublicAddress(literal)) return refused('internal');
    const patience = AbortSignal.timeout(question.timeoutMs);
    const signal = closing ? AbortSignal.any([patience, closing]) : patience;
    try {
      const response = await send(url, question, {
        signal,
        ...(!isAllowed && { lookup: publicLookup }),
      });
      return await answerIn(response, question);
    } catch (fault) {
      if (fault instanceof InternalAddress) return refused('internal');
      // Whatever the network does (no name, no route, a broken answer) is the same to a signature: nobody answered.
      if (fault instanceof Error) return refused(patience.aborted ? 'timeout' : 'unreachable');
      throw fault;
    }
  };

type Way = { readonly signal: AbortSignal; readonly lookup?: typeof publicLookup };

/** A connection of its own for each question: a kept one would go around the check of its address. */
const send = (url: URL, { body }: WebQuestion, way: Way): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
    const headers = body && { 'content-type': body.type, 'content-length': body.bytes.length };
    request(
      url,
      { ...way, agent: false, method: body ? 'POST' : 'GET', ...(headers && { headers }) },
      resolve,
    )
      .on('error', reject)
      .end(body?.bytes);
  });

async function answerIn(response: IncomingMessage, { bytesMax }: WebQuestion): Promise<WebAnswer> {
  const why = flawOf(response, bytesMax);
  if (why) {
    response.destroy();
    return refused(why);
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    length += part.length;
    if (length > bytesMax) return refused('too-large');
    parts.push(part);
  }
  return { ok: true, bytes: Buffer.concat(parts) };
}

/** Types are named so differently by authorities that only a web page, as a portal gives to everything, is refused by its type. */
function flawOf({ statusCode, headers }: IncomingMessage, bytesMax: number): WebFailure | undefined {
  if (statusCode !== 200) return 'status';
  if (/^\s*(?:text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '')) return 'page';
  return Number(headers['content-length'] ?? 0) > bytesMax ? 'too-large' : undefined;
}
