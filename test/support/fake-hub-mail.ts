import { createHash, randomUUID } from 'node:crypto';
import type { MessageKind } from '../../src/server/gateway/port.ts';

/** One copy of a message for one agency. */
export type HubMessage = {
  readonly hubId: string;
  readonly kind: MessageKind;
  readonly from: string;
  readonly to: string;
  readonly reference: string;
  readonly bytes: Buffer;
  readonly sentAt: number;
  state: 'pending' | 'done' | 'fail';
};

export type HubAgency = { readonly code: string; readonly oldCode?: string; readonly name: string };

/** What goes wrong at the hub, switched by tests at any time. */
export type HubFaults = {
  /** Connections are cut. */
  down: boolean;
  /** Every send is answered 400. */
  refusing: boolean;
  /** Every n-th call is answered 500; 0 never. */
  failEvery: number;
  slowMs: number;
  /** Every waiting message stands in its list twice, also those that were acknowledged. */
  listsTwice: boolean;
  /** So many answers to a send or an acknowledgement are lost after it was done. */
  loseSends: number;
  loseAcks: number;
  /** Messages are given out damaged. */
  corrupts: boolean;
  /** The hub finds that the hash of what came is another one. */
  wrongHash: boolean;
  /** The hub's clock is off by this. */
  skewMs: number;
  /** The id of a message that is listed and cannot be had. */
  missing: string;
  /** It is answered with 404, as a path that is not there. */
  missingIs404: boolean;
  /** Credentials are refused; or those of this account alone. */
  locked: boolean;
  lockedAccount: string;
};

export type HubMail = {
  readonly messages: HubMessage[];
  readonly faults: HubFaults;
  /** Agencies of the whole axis; only those can be sent to. */
  agencies: readonly HubAgency[];
  /** Codes whose mail this hub's client takes. */
  readonly clients: Set<string>;
  /** Takes a message: one copy for each recipient. Answers its id, or why not. */
  readonly accept: (kind: MessageKind, bytes: Buffer) => { hubId: string } | { code: string; said: string };
  readonly waitingFor: (kind: MessageKind, code?: string) => readonly HubMessage[];
  readonly settle: (hubId: string, state: 'done' | 'fail', code?: string) => boolean;
  readonly find: (hubId: string) => HubMessage | undefined;
};

/** Nothing goes wrong. */
export const calm: HubFaults = {
  down: false,
  refusing: false,
  failEvery: 0,
  slowMs: 0,
  listsTwice: false,
  loseSends: 0,
  loseAcks: 0,
  corrupts: false,
  wrongHash: false,
  skewMs: 0,
  missing: '',
  missingIs404: false,
  locked: false,
  lockedAccount: '',
};

const lower = (code: string): string => code.toLowerCase();

/** The mailbox behind every face of the fake hub. It reads packages with expressions of its own: what it finds must not depend on our codec. */
export function makeHubMail(): HubMail {
  const faults: HubFaults = { ...calm };
  const mail: HubMail = {
    messages: [],
    faults,
    agencies: [],
    clients: new Set(),
    accept: (kind, bytes) => {
      const xml = bytes.toString('utf8');
      const [from, to] = [
        organOf(xml, 'From')[0],
        kind === 'edoc' ? organOf(xml, 'To') : organOf(xml, 'ResponseFor'),
      ];
      if (!from || to.length === 0) return { code: '22', said: 'sai định dạng' };
      const known = [
        ...mail.agencies.flatMap(({ code, oldCode }) => [code, oldCode ?? code]),
        ...mail.clients,
      ];
      for (const code of to)
        if (!known.some((each) => lower(each) === lower(code)))
          return { code: '18', said: `không có đơn vị ${code}` };
      const hubId = randomUUID();
      for (const code of to)
        mail.messages.push({
          hubId,
          kind,
          from,
          to: code,
          reference: referenceIn(xml),
          bytes,
          sentAt: Date.now() + faults.skewMs,
          state: 'pending',
        });
      return { hubId };
    },
    waitingFor: (kind, code) => {
      const mine = mail.messages.filter(
        (each) =>
          each.kind === kind &&
          (code === undefined
            ? [...mail.clients].some((client) => lower(client) === lower(each.to))
            : lower(each.to) === lower(code)) &&
          (each.state === 'pending' || faults.listsTwice),
      );
      return faults.listsTwice ? [...mine, ...mine] : mine;
    },
    settle: (hubId, state, code) => {
      const mine = mail.messages.filter(
        (each) => each.hubId === hubId && (!code || lower(each.to) === lower(code)),
      );
      for (const each of mine) each.state = state;
      return mine.length > 0;
    },
    find: (hubId) =>
      hubId === faults.missing ? undefined : mail.messages.find((each) => each.hubId === hubId),
  };
  return mail;
}

const organOf = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${element}>[\\s\\S]*?<(?:\\w+:)?OrganId>([^<]*)<`, 'g'))].map(
    ([, code = '']) => code,
  );

function referenceIn(xml: string): string {
  const [, number, notation] =
    /<(?:\w+:)?CodeNumber>([^<]*)<[\s\S]*?<(?:\w+:)?CodeNotation>([^<]*)</.exec(xml) ?? [];
  const [, code] = /<(?:\w+:)?Code>([^<]+)<\//.exec(xml) ?? [];
  return number === undefined ? (code ?? '') : `${number}/${notation ?? ''}`;
}

/** The message as the hub gives it out. */
export const givenOut = ({ bytes }: HubMessage, { corrupts }: HubFaults): Buffer =>
  corrupts ? Buffer.from(bytes.toString('utf8').replace(/<(\w+:)?OrganId>/g, '<$1OrganId')) : bytes;

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
