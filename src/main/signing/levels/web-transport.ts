import type { Transport, WebAnswer, WebFailure, WebQuestion } from '../../../signatures/transport.ts';

const refused = (why: WebFailure): WebAnswer => ({ ok: false, why });

/** Only http and https, and no name or password in the address: what a certificate says must not make us send any. */
function isAllowed(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/**
 * Node's `fetch` as the signatures' transport: no redirect, no cookie, a limit on size and one time limit from the first to the last byte. `closing` ends
 * what is under way, so that a program that closes waits for nobody.
 */
export const webTransportUntil =
  (closing?: AbortSignal): Transport =>
  async (question) => {
    if (!isAllowed(question.url)) return refused('address');
    const patience = AbortSignal.timeout(question.timeoutMs);
    try {
      const response = await fetch(question.url, {
        ...(question.body && {
          method: 'POST',
          body: Buffer.from(question.body.bytes),
          headers: { 'content-type': question.body.type },
        }),
        redirect: 'manual',
        signal: closing ? AbortSignal.any([patience, closing]) : patience,
      });
      return await answerIn(response, question);
    } catch (fault) {
      // Whatever the network does (no name, no route, a broken answer) is the same to a signature: nobody answered.
      if (fault instanceof Error) return refused(patience.aborted ? 'timeout' : 'unreachable');
      throw fault;
    }
  };

export const webTransport: Transport = webTransportUntil();

async function answerIn(response: Response, { bytesMax }: WebQuestion): Promise<WebAnswer> {
  const why = flawOf(response, bytesMax);
  if (why || !response.body) {
    await response.body?.cancel();
    return refused(why ?? 'status');
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body) {
    length += part.length;
    if (length > bytesMax) return refused('too-large');
    parts.push(part);
  }
  return { ok: true, bytes: Buffer.concat(parts) };
}

/** Types are named so differently by authorities that only a web page, as a portal gives to everything, is refused by its type. */
function flawOf({ status, headers }: Response, bytesMax: number): WebFailure | undefined {
  if (status !== 200) return 'status';
  if (/^\s*(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '')) return 'page';
  return Number(headers.get('content-length') ?? 0) > bytesMax ? 'too-large' : undefined;
}
