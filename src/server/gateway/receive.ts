import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { hindering } from '../../shared/edxml/package.ts';
import { instantOf } from '../../shared/text/day.ts';
import { hashFile, removeFile } from '../blobs/blob-files.ts';
import { derivedId } from '../exchange/derived-id.ts';
import { waitMs } from '../exchange/queue.ts';
import { UnfinishedLook, UnreadableFile } from '../look/looker.ts';
import { type ReadOnDisk, takeEdoc, turnAway } from './arrive.ts';
import { takeStatus } from './heard.ts';
import type { Lane } from './lane.ts';
import type { Outcome } from './outcome.ts';
import { GatewayFault, type MessageKind, messageKinds, type Pending } from './port.ts';
import type { TakenRecord } from './records.ts';

/** Tries of one message that cannot be settled for reasons of ours; then it is put aside for whoever looks after the server. */
const TRIES_MAX = 50;
const TRY_AGAIN_MS = 60_000;
/** Hubs answer 404 or 403 for one message as for all: it steps back behind the others, and no try is counted against it. */
const STEP_BACK_MS = 10 * 60_000;
/** Files put aside of one gateway; the oldest goes for a new one. */
const QUARANTINED_MAX = 1_000;

/** Takes what waits at the gateway: list, get, settle, acknowledge. Whatever breaks in between is done again and has one effect. */
export async function receiveAll(lane: Lane, mayGoOn: () => boolean): Promise<void> {
  for (const kind of messageKinds)
    for (const account of lane.gateway.accounts) await receiveFor(kind, account, lane, mayGoOn);
}

async function receiveFor(
  kind: MessageKind,
  account: string,
  lane: Lane,
  mayGoOn: () => boolean,
): Promise<void> {
  if (!lane.breaker.isClosed() || !mayGoOn() || lane.waitsUntil(account) !== undefined) return;
  try {
    const pending = await lane.gateway.list(kind, account);
    lane.breaker.onSuccess();
    const once = new Map(pending.map((each) => [`${each.account}/${each.hubId}`, each]));
    for (const each of once.values()) {
      if (!mayGoOn() || !lane.breaker.isClosed()) return;
      await receiveOrPutOff(each, lane);
    }
  } catch (problem) {
    if (!(problem instanceof GatewayFault)) throw problem;
    if (problem.account === undefined) lane.breaker.onFault(problem);
    lane.parts.ports.log('gateway.receive-failed', { gateway: lane.name, kind, account, code: problem.code });
  }
}

/** One message that cannot be taken now holds up no other. */
async function receiveOrPutOff(pending: Pending, lane: Lane): Promise<void> {
  const { records, name, breaker, parts } = lane;
  try {
    await receiveOne(pending, lane);
    breaker.onSuccess();
  } catch (problem) {
    const fault = problem instanceof GatewayFault ? problem : undefined;
    if (fault && fault.account === undefined) breaker.onFault(fault);
    const code = fault?.code ?? (problem instanceof Error ? problem.name : 'unknown');
    parts.ports.log('gateway.take-failed', { gateway: name, kind: pending.kind, code });
    const inMs = (ms: number) => instantOf(Date.parse(parts.ports.now()) + ms);
    if (fault?.kind === 'unreachable') await records.stepBack(name, pending, inMs(STEP_BACK_MS));
    else await records.putOff(name, pending, inMs(TRY_AGAIN_MS), undefined);
  }
}

async function receiveOne(pending: Pending, lane: Lane): Promise<void> {
  const { records, name, gateway, parts } = lane;
  const { now, failpoint, log } = parts.ports;
  const taken = await records.take(name, pending, now());
  if (!taken.isDue) return;
  let state = taken.state;
  if (state === 'taken') {
    const settled = await settle(pending, taken, lane);
    if (!settled) return;
    state = settled.problem === undefined ? 'done' : 'failed';
    failpoint('gateway.before-settle');
    await records.settle(name, pending, { ...settled, state }, settled.queued, now());
    if (settled.queued.length > 0) lane.onQueued();
    lane.count(state === 'done' ? 'taken' : 'quarantined');
    if (settled.problem !== undefined)
      log('gateway.put-aside', { gateway: name, kind: pending.kind, problem: settled.problem });
  }
  // What is listed again was acknowledged in vain.
  failpoint('gateway.before-acknowledge');
  await gateway.acknowledge(pending, state === 'failed' ? 'fail' : 'done');
  await records.acknowledged(name, pending, now());
}

/** What becomes of a message; undefined when it must be tried again. */
async function settle(pending: Pending, taken: TakenRecord, lane: Lane): Promise<Outcome | undefined> {
  const { records, name, gateway, parts } = lane;
  const { now, failpoint, log } = parts.ports;
  const id = derivedId(`gateway/${name}/${pending.kind}/${pending.account}/${pending.hubId}`);
  const file = join(lane.folder, `${id}.in`);
  const later = async (why: string, sha256: string, waits: boolean): Promise<undefined> => {
    log('gateway.take-later', { gateway: name, kind: pending.kind, why, attempts: taken.attempts });
    const wait = waits ? waitMs(taken.attempts) : 0;
    await records.putOff(name, pending, instantOf(Date.parse(now()) + wait), sha256);
    return undefined;
  };
  let read: ReadOnDisk | 'unfinished' | undefined;
  try {
    await gateway.get(pending, file);
    failpoint('gateway.after-get');
    const sha256 = await hashFile(file);
    read = await readAsFarAsPossible(lane, file);
    if (read === 'unfinished' && taken.attempts < TRIES_MAX) return await later('unfinished', sha256, true);
    if (read === 'unfinished' || hindering(read.problems).length > 0 || read.kind !== pending.kind) {
      // The same bytes twice: the package is like that, not the line.
      if (taken.sha256 !== sha256 && taken.attempts < TRIES_MAX) return await later('damaged', sha256, false);
      await putAside(lane.folder, id, file);
      return read === 'unfinished' ? { problem: 'unfinished', queued: [] } : await turnAway(read, lane);
    }
    const outcome =
      read.kind === 'edoc'
        ? await takeEdoc(read, Sha256.parse(sha256), lane)
        : await takeStatus(read.message, lane);
    if (outcome === 'later' && taken.attempts < TRIES_MAX) return await later('undecided', sha256, true);
    const settled: Outcome = outcome === 'later' ? { problem: 'undecided', queued: [] } : outcome;
    if (settled.problem !== undefined) await putAside(lane.folder, id, file);
    return settled;
  } catch (problem) {
    const fault = problem instanceof GatewayFault ? problem : undefined;
    const isLast = fault?.kind === 'permanent' || taken.attempts >= TRIES_MAX;
    if (fault?.kind === 'unreachable' || !isLast) throw problem;
    // The hub is about to be told that it failed, and may forget it: what came of it is kept.
    if (await isThere(file)) await putAside(lane.folder, id, file);
    return { problem: fault?.code ?? 'broken', queued: [] };
  } finally {
    await removeFile(file);
    if (read && read !== 'unfinished') for (const { path } of read.attachments) await removeFile(path);
  }
}

const unusable: ReadOnDisk = {
  kind: 'unknown',
  attachments: [],
  isSigned: false,
  problems: [{ path: 'edXML', code: 'unusable' }],
};

async function readAsFarAsPossible(lane: Lane, file: string): Promise<ReadOnDisk | 'unfinished'> {
  try {
    return await lane.parts.looker.readPackage(file, await lane.parts.blobs.files.fresh());
  } catch (problem) {
    if (problem instanceof UnreadableFile) return unusable;
    if (problem instanceof UnfinishedLook) return 'unfinished';
    throw problem;
  }
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size > 0,
    () => false,
  );

/** Keeps a message that is of no use, for whoever has to find out why. */
async function putAside(folder: string, id: string, file: string): Promise<void> {
  const aside = join(folder, 'quarantine');
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const names = await readdir(aside);
  if (names.length >= QUARANTINED_MAX) {
    const ages = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(aside, name))).mtimeMs })),
    );
    ages.sort((a, b) => a.at - b.at);
    for (const { name } of ages.slice(0, names.length - QUARANTINED_MAX + 1))
      await removeFile(join(aside, name));
  }
  await rename(file, join(aside, `${id}.edxml`));
}
