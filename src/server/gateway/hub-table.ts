import type { Call } from './http-call.ts';
import { type Answer, type HubTable, textIn } from './http-gateway.ts';
import { GatewayFault, type MessageKind, type Outbound } from './port.ts';

export type HubAccount = { readonly organId: string; readonly token: string };
export type HubSetting = { readonly endpoint: string; readonly accounts: readonly HubAccount[] };

const typeOf: Readonly<Record<MessageKind, string>> = { edoc: 'EDOC', status: 'STATUS' };

/**
 * A provincial hub's REST: an account with a token per agency, a message waits for each account by itself. Not tried against a real hub; docs/exchange.md says what
 * is unverified.
 */
export function hubTable({ endpoint, accounts }: HubSetting): HubTable {
  const accountOf = (organId: string): HubAccount => {
    const found = accounts.find((each) => each.organId.toLowerCase() === organId.toLowerCase());
    // The hub would say the same: 19, sender not registered.
    if (!found) throw new GatewayFault('permanent', 'sender-unregistered');
    return found;
  };
  const call = (
    method: Call['method'],
    path: string,
    account: string,
    more: { headers?: Record<string, string>; json?: object; file?: string } = {},
  ): Call => {
    const { organId, token } = accountOf(account);
    const { headers = {}, json, file } = more;
    const type = file === undefined ? 'application/json' : 'application/octet-stream';
    return {
      method,
      url: `${endpoint.replace(/\/$/, '')}${path}`,
      account: organId,
      headers: { organid: organId, authorization: token, 'content-type': type, ...headers },
      ...(file === undefined ? json && { body: JSON.stringify(json) } : { file }),
    };
  };
  return {
    accounts: accounts.map(({ organId }) => organId),
    send: ({ kind, from, sha256, file }) =>
      call('POST', '/sendDocument', from, { headers: { type: typeOf[kind], 'hash-edoc': sha256 }, file }),
    sentId: (answer) => textIn(answer, 'docId'),
    sent: ({ from, to, reference }: Outbound) =>
      call('POST', '/checkExistDocument', from, {
        json: { fromOrgan: from, toOrgan: to, docCode: reference },
      }),
    had: (answer) => (answer['data'] === true || answer['exist'] === true ? [{}] : []),
    list: (kind, account) => call('GET', '/getPendingDocIds', account, { headers: { type: typeOf[kind] } }),
    pending: (answer, kind, account) => idsIn(answer).map((hubId) => ({ kind, hubId, account })),
    get: ({ hubId, kind, account }) =>
      call('POST', '/getDocument', account, { headers: { type: typeOf[kind], docid: hubId } }),
    contentKey: 'data',
    acknowledge: ({ hubId, kind, account }) =>
      call('POST', '/confirmReceived', account, { headers: { type: typeOf[kind], docid: hubId } }),
    agencies: (account) => call('GET', '/getOrganizations', account),
    agency: (object) => {
      const [code, name] = [textIn(object, 'organId', 'domain', 'code'), textIn(object, 'organName', 'name')];
      return code && name ? { code, name } : undefined;
    },
    faultIn,
    // Faults of the message itself (N missing, R range, M mismatch, T type) are found by the hub's own check of the package.
    faultKinds: { message: 'permanent', receiver: 'permanent', unauthorized: 'unreachable' },
  };
}

const idsIn = (answer: Answer): readonly string[] => {
  const list = answer['data'] ?? answer['docIDs'];
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    const id = typeof each === 'object' && each !== null ? textIn(each as Answer, 'docId') : String(each);
    return id === undefined ? [] : [id];
  });
};

/** `code` is "0" or "9999"; what went wrong stands in `errors`, each a code such as `M.OrganId` and words. */
function faultIn(answer: Answer): { code: string; said: string } | undefined {
  const code = textIn(answer, 'code') ?? '0';
  if (code === '0') return undefined;
  const errors = Array.isArray(answer['errors']) ? (answer['errors'] as unknown[]) : [];
  const said = errors.map((each) =>
    typeof each === 'object' && each !== null
      ? `${textIn(each as Answer, 'code') ?? ''} ${textIn(each as Answer, 'message', 'description') ?? ''}`
      : String(each),
  );
  const isOurs = said.some((each) => /^[NRMT]\./.test(each.trim()));
  return { code: isOurs ? 'message' : code, said: said.join('; ') };
}
