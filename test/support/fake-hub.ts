import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageKind } from '../../src/server/gateway/port.ts';
import { givenOut, type HubMail, type HubMessage, makeHubMail, sha256Of } from './fake-hub-mail.ts';

export const AXIS_SYSTEM = 'hamrong-test';
export const AXIS_SECRET = 'bi-mat-cua-truc-mau';
export const HUB_TOKEN = 'the-cua-don-vi-mau';

export type FakeHub = HubMail & {
  /** The axis and the provincial REST have one address each, over one mailbox. */
  readonly axis: string;
  readonly hub: string;
  /** Requests so far, by path. */
  readonly calls: Map<string, number>;
  readonly close: () => Promise<void>;
};

type Asked = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly json: Readonly<Record<string, string>>;
};
/** `undefined` cuts the line after everything was done: the answer is lost. */
type Reply = { readonly status?: number; readonly json: unknown } | undefined;

/** A hub outside: a small server that speaks the national axis' and a provincial hub's tables, and goes wrong on demand. */
export async function startFakeHub(): Promise<FakeHub> {
  const mail = makeHubMail();
  const calls = new Map<string, number>();
  let count = 0;
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const asked = await readAsked(request);
    const { faults } = mail;
    calls.set(asked.path, (calls.get(asked.path) ?? 0) + 1);
    if (faults.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.slowMs));
    if (faults.down) return undefined;
    count += 1;
    if (faults.failEvery > 0 && count % faults.failEvery === 0) return { status: 500, json: 'lỗi hệ thống' };
    const isSend = /send(Edoc|Document)$/.test(asked.path);
    if (faults.refusing && isSend) return { status: 400, json: { error: 'gói tin không được nhận' } };
    const reply = asked.path.startsWith('/EdocService/') ? askHub(mail, asked) : askAxis(mail, asked);
    const isAck = /(updateStatus|confirmReceived)$/.test(asked.path);
    if (isSend && faults.loseSends > 0) {
      faults.loseSends -= 1;
      return undefined;
    }
    if (isAck && faults.loseAcks > 0) {
      faults.loseAcks -= 1;
      return undefined;
    }
    return reply;
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => write(response, reply),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return Object.assign(mail, {
    axis: address,
    hub: `${address}/EdocService`,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function write(response: ServerResponse, reply: Reply): void {
  if (!reply) return void response.destroy();
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(reply.json));
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
  );
  const isJson = headers['content-type'] === 'application/json' && body.length > 0;
  const json = isJson ? (JSON.parse(body.toString('utf8')) as Asked['json']) : {};
  return { path: (request.url ?? '').split('?')[0] ?? '', headers, body, json };
}

const kindOf = (text: string | undefined): MessageKind =>
  text?.toLowerCase() === 'status' ? 'status' : 'edoc';
const timeOf = ({ sentAt }: HubMessage): string =>
  new Date(sentAt).toISOString().slice(0, 19).replace('T', ' ');

/** The axis: every parameter a signed header; answers `{status, ErrorCode, ErrorDesc, …}`. */
function askAxis(mail: HubMail, { path, headers, body }: Asked): Reply {
  const fail = (code: string, said: string): Reply => ({
    json: { status: 'FAIL', ErrorCode: code, ErrorDesc: said },
  });
  const ok = (more: object = {}): Reply => ({
    json: { status: 'OK', ErrorCode: '0', ErrorDesc: '', ...more },
  });
  const parameter = (name: string): string => headers[`xroadvnpt-${name.toLowerCase()}`] ?? '';
  if (!isSignedByClient(headers) || mail.faults.locked) return fail('15', 'sai SystemId hoặc Secret');
  switch (path) {
    case '/sendEdoc': {
      if (mail.faults.wrongHash || parameter('hash-file') !== sha256Of(body)) return fail('21', 'sai mã băm');
      const taken = mail.accept(kindOf(parameter('messagetype')), body);
      return 'hubId' in taken ? ok({ DocId: taken.hubId }) : fail(taken.code, taken.said);
    }
    case '/getSentEdocList':
      return ok({
        data: mail.messages
          .filter(({ kind }) => kind === kindOf(parameter('messagetype')))
          .map((each) => ({
            senderDocId: each.hubId,
            receiverDocId: each.hubId,
            fromCode: each.from,
            toCode: each.to,
            notation: each.reference,
            sendStatus: 'done',
            sentTime: timeOf(each),
          })),
      });
    case '/getReceivedEdocList': {
      const kind = kindOf(parameter('messagetype'));
      return ok({
        data: mail.waitingFor(kind).map((each) => ({
          docId: each.hubId,
          serviceType: 'eDoc',
          messageType: kind,
          created_time: timeOf(each),
          from: each.from,
          to: each.to,
          status: each.state,
        })),
      });
    }
    case '/getEdoc': {
      const found = mail.find(parameter('docId'));
      if (!found && mail.faults.missingIs404) return { status: 404, json: 'không có' };
      return found ? ok({ data: givenOut(found, mail.faults).toString('base64') }) : fail('20', 'không có');
    }
    case '/updateStatus':
      return mail.settle(parameter('docid'), parameter('status') === 'done' ? 'done' : 'fail')
        ? ok()
        : fail('20', 'không có');
    case '/getAgenciesListQD20':
      return ok({
        data: mail.agencies.map(({ code, oldCode, name }, id) => ({
          id,
          code,
          oldCode: oldCode ?? null,
          name,
          mail: null,
        })),
      });
    default:
      return { status: 404, json: 'không có' };
  }
}

function isSignedByClient(headers: Asked['headers']): boolean {
  const signed = headers['xroadvnpt-sign-header'] ?? '';
  const hash = createHmac('sha256', AXIS_SECRET).update(signed).digest('hex');
  if (headers['xroadvnpt-hash-header'] !== hash || headers['xroadvnpt-systemid'] !== AXIS_SYSTEM)
    return false;
  const claimed = JSON.parse(signed) as Record<string, string>;
  const names = (headers['xroadvnpt-sign-header-key'] ?? '').split(';');
  const areTrue = Object.entries(claimed).every(([name, value]) => headers[name.toLowerCase()] === value);
  return (
    areTrue &&
    names.length === Object.keys(claimed).length &&
    /^\d{8}T\d{6}\+\d{4}$/.test(claimed['XroadVnpt-timestamp'] ?? '')
  );
}

/** The provincial REST: an organ with its token; answers `{status, code, errors, …}`. */
function askHub(mail: HubMail, { path, headers, body, json }: Asked): Reply {
  const fail = (...errors: object[]): Reply => ({ json: { status: 'FAIL', code: '9999', errors } });
  const ok = (more: object = {}): Reply => ({ json: { status: 'Success', code: '0', errors: [], ...more } });
  const { organid = '', type, docid = '' } = headers;
  if (headers['authorization'] !== HUB_TOKEN || mail.faults.locked || mail.faults.lockedAccount === organid)
    return { status: 401, json: { code: '9999' } };
  switch (path.slice('/EdocService'.length)) {
    case '/sendDocument': {
      if (mail.faults.wrongHash || headers['hash-edoc'] !== sha256Of(body))
        return fail({ code: 'HASH', message: 'sai mã băm' });
      const taken = mail.accept(kindOf(type), body);
      return 'hubId' in taken ? ok({ docId: taken.hubId }) : fail({ code: 'M.OrganId', message: taken.said });
    }
    case '/checkExistDocument': {
      const isSame = ({ from, to, reference }: HubMessage): boolean =>
        from === json['fromOrgan'] && to === json['toOrgan'] && reference === json['docCode'];
      return ok({ data: mail.messages.some((each) => each.kind === 'edoc' && isSame(each)) });
    }
    case '/getPendingDocIds':
      return ok({
        data: mail.waitingFor(kindOf(type), organid).map(({ hubId }) => ({ docId: hubId, organId: organid })),
      });
    case '/getDocument': {
      const found = mail.find(docid);
      return found
        ? ok({ data: givenOut(found, mail.faults).toString('base64') })
        : fail({ code: 'N', message: 'không có' });
    }
    case '/confirmReceived':
      mail.settle(docid, 'done', organid);
      return ok();
    case '/getOrganizations':
      return ok({ data: mail.agencies.map(({ code, name }) => ({ organId: code, organName: name })) });
    default:
      return { status: 404, json: 'không có' };
  }
}
