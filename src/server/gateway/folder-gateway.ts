import { createHash } from 'node:crypto';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_BYTES_MAX } from '../../shared/edxml/package.ts';
import { isAbsent } from '../blobs/blob-files.ts';
import { objectsIn } from './json-stream.ts';
import {
  AGENCIES_MAX,
  type AgencyListed,
  type Gateway,
  GatewayFault,
  type MessageKind,
  messageKinds,
  PENDING_MAX,
} from './port.ts';

const PART = '.part';
const PACKAGE = '.edxml';

/**
 * Folders that a vendor's agent carries: `out/edoc`, `out/status` from here, `in/edoc`, `in/status` to here. A file has its name only when it is whole. The agent takes a file
 * by moving it to `sent`; we answer one of its by `ack/<kind>/<name>.done` or `.fail` and take it away.
 */
export function makeFolderGateway(root: string): Gateway {
  const at = (...parts: readonly string[]): string => join(root, ...parts);
  const guarded = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    try {
      return await act();
    } catch (problem) {
      if (problem instanceof GatewayFault) throw problem;
      // A share that is away says nothing of the message.
      throw new GatewayFault('unreachable', codeOf(problem));
    }
  };
  return {
    accounts: [''],
    send: ({ kind, id, file }) =>
      guarded(async () => {
        await prepare(root);
        const [made, part] = [at('out', kind, nameOf(id)), at('out', kind, `${nameOf(id)}${PART}`)];
        await copyFile(file, part);
        await synced(part);
        await rename(part, made);
        return { hubId: id };
      }),
    sent: ({ kind, id }) =>
      guarded(async () => {
        const places = [at('out', kind, nameOf(id)), at('sent', kind, nameOf(id))];
        const found = await Promise.all(places.map(exists));
        return found.includes(true) ? [{ hubId: id }] : [];
      }),
    list: (kind) =>
      guarded(async () => {
        await prepare(root);
        const names = (await readdir(at('in', kind))).filter((name) => name.endsWith(PACKAGE)).sort();
        return names.slice(0, PENDING_MAX).map((hubId) => ({ kind, hubId, account: '' }));
      }),
    get: ({ kind, hubId }, file) =>
      guarded(async () => {
        const { size } = await stat(at('in', kind, hubId));
        if (size > PACKAGE_BYTES_MAX) throw new GatewayFault('permanent', 'too-large');
        await copyFile(at('in', kind, hubId), file);
        await synced(file);
      }),
    acknowledge: ({ kind, hubId }, outcome) =>
      guarded(async () => {
        await (await open(at('ack', kind, `${hubId}.${outcome}`), 'w')).close();
        await rm(at('in', kind, hubId), { force: true });
      }),
    agencies: () => agenciesIn(at('agencies.json')),
  };
}

/** Ids are ours or of a hub: whatever they hold, they name one file in one folder. */
const nameOf = (id: string): string =>
  `${/^[\w-]{1,80}$/.test(id) ? id : createHash('sha256').update(id).digest('hex')}${PACKAGE}`;

async function prepare(root: string): Promise<void> {
  // The root itself is the agent's: where it is missing, a share is not mounted, and nothing must be written beneath.
  await stat(root);
  const folder = (side: string) => (kind: MessageKind) => mkdir(join(root, side, kind), { recursive: true });
  for (const side of ['out', 'sent', 'in', 'ack']) await Promise.all(messageKinds.map(folder(side)));
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (problem) {
    if (isAbsent(problem)) return false;
    throw problem;
  }
}

async function* agenciesIn(path: string): AsyncGenerator<AgencyListed> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (problem) {
    throw new GatewayFault('unreachable', codeOf(problem));
  }
  let left = AGENCIES_MAX;
  const pieces = async function* () {
    yield bytes;
  };
  for await (const object of objectsIn(pieces())) {
    const { code, oldCode, name } = (object ?? {}) as Partial<AgencyListed>;
    if (code && name) yield { code, name, ...(oldCode && { oldCode }) };
    left -= 1;
    if (left === 0) return;
  }
}

const codeOf = (problem: unknown): string =>
  problem instanceof Error && 'code' in problem ? String(problem.code) : 'unknown';
