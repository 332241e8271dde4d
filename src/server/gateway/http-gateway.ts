import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PACKAGE_BYTES_MAX } from '../../shared/edxml/package.ts';
import { bytesOf, type Call, callHttp, textOf } from './http-call.ts';
import { base64In, objectsIn } from './json-stream.ts';
import {
  AGENCIES_MAX,
  type AgencyListed,
  type FaultKind,
  type Gateway,
  GatewayFault,
  type Had,
  type MessageKind,
  type Outbound,
  PENDING_MAX,
  type Pending,
} from './port.ts';

/** A hub's answer where it is JSON: what it is about depends on the table. */
export type Answer = Readonly<Record<string, unknown>>;

/** What one kind of hub calls things: its paths, headers and codes. Everything that is done with them is the same for all. */
export type HubTable = {
  /** The accounts that messages are listed for, one after another. */
  readonly accounts: readonly string[];
  readonly send: (message: Outbound) => Call;
  readonly sentId: (answer: Answer) => string | undefined;
  readonly sent: (message: Outbound) => Call;
  readonly had: (answer: Answer, message: Outbound) => readonly Had[];
  readonly list: (kind: MessageKind, account: string) => Call;
  readonly pending: (answer: Answer, kind: MessageKind, account: string) => readonly Pending[];
  readonly get: (pending: Pending) => Call;
  /** The member of `get`'s answer that holds the message in base64; some answer with nothing else. */
  readonly contentKey: string;
  readonly acknowledge: (pending: Pending, outcome: 'done' | 'fail') => Call | undefined;
  readonly agencies: (account: string) => Call;
  readonly agency: (object: Answer) => AgencyListed | undefined;
  /** What an answer that came with 200 says went wrong. */
  readonly faultIn: (answer: Answer) => { readonly code: string; readonly said: string } | undefined;
  readonly faultKinds: Readonly<Record<string, FaultKind>>;
};

/** What a header can carry; an id that is not cannot be asked for. */
const ID = /^[\x21-\x7e]{1,200}$/;

/** One loop of calls over any table of a hub. */
export function makeHttpGateway(table: HubTable): Gateway {
  const ask = async (call: Call): Promise<Answer> =>
    answerOf(table, await textOf(await callHttp(call)), call);
  return {
    send: async (message) => {
      const hubId = table.sentId(await ask(table.send(message)));
      return hubId === undefined ? {} : { hubId };
    },
    sent: async (message) => table.had(await ask(table.sent(message)), message),
    accounts: table.accounts,
    list: async (kind, account) => {
      const found = table.pending(await ask(table.list(kind, account)), kind, account);
      return found.filter(({ hubId }) => ID.test(hubId)).slice(0, PENDING_MAX);
    },
    get: async (pending, file) => {
      const call = table.get(pending);
      const response = await callHttp(call, true);
      let rest = '';
      const bytes = base64In(bytesOf(response), table.contentKey, (around) => {
        rest = around;
      });
      const size = await written(bytes, file);
      if (size > 0) return;
      answerOf(table, rest, call);
      throw new GatewayFault('transient', 'nothing-came');
    },
    acknowledge: async (pending, outcome) => {
      const call = table.acknowledge(pending, outcome);
      if (call) await ask(call);
    },
    agencies: async function* () {
      const response = await directoryOf(table);
      let left = AGENCIES_MAX;
      for await (const object of objectsIn(bytesOf(response))) {
        const found = isAnswer(object) ? table.agency(object) : undefined;
        if (found) yield found;
        left -= 1;
        if (left === 0) return;
      }
    },
  };
}

/** By the first account that the hub accepts: it is the same for all. */
async function directoryOf({ accounts, agencies }: HubTable): Promise<Response> {
  let refused: unknown;
  for (const account of accounts) {
    try {
      return await callHttp(agencies(account), true);
    } catch (problem) {
      if (!(problem instanceof GatewayFault) || problem.account === undefined) throw problem;
      refused ??= problem;
    }
  }
  throw refused;
}

async function written(bytes: AsyncIterable<Uint8Array>, file: string): Promise<number> {
  let size = 0;
  const limited = async function* () {
    for await (const part of bytes) {
      size += part.length;
      if (size > PACKAGE_BYTES_MAX) throw new GatewayFault('permanent', 'too-large');
      yield part;
    }
  };
  await pipeline(limited, createWriteStream(file, { mode: 0o600, flush: true }));
  return size;
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function answerOf({ faultIn, faultKinds }: HubTable, text: string, { account }: Call): Answer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new GatewayFault('transient', 'answer-unreadable');
  }
  const found = isAnswer(answer) ? answer : { data: answer };
  const fault = faultIn(found);
  // A code that nobody knows may pass; the count of tries ends it.
  const kind = fault && (faultKinds[fault.code] ?? 'transient');
  // An answer without a line is none: what is unreachable here are our credentials.
  if (kind)
    throw new GatewayFault(kind, fault.code, fault.said, kind === 'unreachable' ? account : undefined);
  return found;
}

/** A member of an answer as text. Hubs write ids as numbers, too. */
export const textIn = (answer: Answer, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = answer[key];
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return String(value);
  }
  return undefined;
};

/** The members of a list in an answer. */
export const listIn = (answer: Answer, key: string): readonly Answer[] => {
  const value = answer[key];
  return Array.isArray(value) ? value.filter(isAnswer) : [];
};
