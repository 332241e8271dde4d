import { createHmac } from 'node:crypto';
import type { Call } from './http-call.ts';
import { type Answer, type HubTable, listIn, textIn } from './http-gateway.ts';
import type { MessageKind, Outbound, Pending } from './port.ts';

export type AxisSetting = { readonly endpoint: string; readonly systemId: string; readonly secret: string };

const USER_AGENT = 'JAVASDKAgent/1.0.0 XRoad/VPCP';
const VERSION = '3.0.201608';

/**
 * The national axis as its SDK (2.0) speaks: POST alone, every parameter a header `XroadVnpt-…` too, all of them signed together by HMAC-SHA256. Not tried against the
 * real axis; docs/exchange.md says what is unverified.
 */
export function axisTable({ endpoint, systemId, secret }: AxisSetting, now: () => Date): HubTable {
  const post = (path: string, given: Readonly<Record<string, string>>, file?: string): Call => {
    const parameters = { timestamp: timestampOf(now()), systemid: systemId, ...given };
    return {
      method: 'POST',
      url: `${endpoint.replace(/\/$/, '')}${path}`,
      headers: {
        ...signedHeaders(parameters, secret),
        'content-type': file === undefined ? 'application/json' : 'application/octet-stream',
        accept: 'application/json',
      },
      ...(file === undefined ? { body: JSON.stringify(given) } : { file }),
    };
  };
  return {
    accounts: [''],
    send: ({ kind, from, file, sha256 }) =>
      post('/sendEdoc', { from, servicetype: 'eDoc', messagetype: kind, 'hash-file': sha256 }, file),
    sentId: (answer) => textIn(answer, 'DocId', 'docId'),
    sent: ({ kind }) => post('/getSentEdocList', { servicetype: 'eDoc', messagetype: kind }),
    had: (answer, message) => listIn(answer, 'data').flatMap((row) => hadIn(row, message)),
    list: (kind) => post('/getReceivedEdocList', { servicetype: 'eDoc', messagetype: kind }),
    pending: (answer, kind) => listIn(answer, 'data').flatMap((row) => pendingIn(row, kind)),
    get: ({ hubId }) => post('/getEdoc', { docId: hubId }),
    contentKey: 'data',
    acknowledge: ({ hubId }, outcome) => post('/updateStatus', { status: outcome, docid: hubId }),
    agencies: () => post('/getAgenciesListQD20', {}),
    agency: (object) => {
      const [code, oldCode, name] = [
        textIn(object, 'code'),
        textIn(object, 'oldCode', 'code102'),
        textIn(object, 'name'),
      ];
      return code && name ? { code, name, ...(oldCode && { oldCode }) } : undefined;
    },
    faultIn: (answer) =>
      textIn(answer, 'status')?.toUpperCase() === 'OK'
        ? undefined
        : {
            code: textIn(answer, 'ErrorCode', 'errorCode') ?? 'unknown',
            said: textIn(answer, 'ErrorDesc', 'errorDesc') ?? '',
          },
    // As a provincial platform before the axis documents them: 15 credentials, 18 receiver, 19 sender, 23 receiver locked.
    faultKinds: {
      '10': 'permanent',
      '15': 'unreachable',
      '18': 'permanent',
      '19': 'permanent',
      '20': 'transient',
      '21': 'transient',
      '22': 'permanent',
      '23': 'permanent',
    },
  };
}

function hadIn(row: Answer, { from, to, reference }: Outbound): readonly { hubId?: string }[] {
  const isSame = (key: string, value: string): boolean =>
    textIn(row, key)?.toLowerCase() === value.toLowerCase();
  if (!isSame('fromCode', from) || !isSame('toCode', to) || !isSame('notation', reference)) return [];
  const hubId = textIn(row, 'senderDocId');
  return [hubId === undefined ? {} : { hubId }];
}

function pendingIn(row: Answer, kind: MessageKind): readonly Pending[] {
  const hubId = textIn(row, 'docId', 'id');
  return hubId === undefined ? [] : [{ kind, hubId, account: '' }];
}

/** The SDK signs the JSON of its own headers, under their full names, in their order. */
function signedHeaders(parameters: Readonly<Record<string, string>>, secret: string): Record<string, string> {
  const named = Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [`XroadVnpt-${key}`, inAscii(value)]),
  );
  const signed = JSON.stringify(named);
  return {
    ...named,
    'XroadVnpt-sign-header-key': Object.keys(parameters).join(';'),
    'XroadVnpt-sign-header': signed,
    'XroadVnpt-hash-header': createHmac('sha256', secret).update(signed).digest('hex'),
    'XroadVnpt-version': VERSION,
    'user-agent': USER_AGENT,
  };
}

/** A header carries no other letters (RFC 9110 §5.5); codes and ids have none. */
const inAscii = (value: string): string => value.replace(/[^\x20-\x7e]/g, '?');

/** `ddMMyyyy'T'HHmmss+SSSS` in Viet Nam's time, the plus and milliseconds as the SDK writes them. */
function timestampOf(date: Date): string {
  const [year, month, day, hour, minute, second, ms] = new Date(date.getTime() + 7 * 3_600_000)
    .toISOString()
    .split(/\D/);
  return `${day ?? ''}${month ?? ''}${year ?? ''}T${hour ?? ''}${minute ?? ''}${second ?? ''}+${(ms ?? '').padStart(4, '0')}`;
}
