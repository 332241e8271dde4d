import { statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { officialPrincipal } from '../../shared/domain/core/principal.ts';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { BLOB_BYTES_MAX } from '../../shared/protocol/blobs.ts';
import type { ProtocolError } from '../../shared/protocol/feed.ts';
import type { Session } from '../auth/session.ts';
import type { ServerConfig } from '../config.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { ServerPorts } from '../ports.ts';
import type { Pool } from '../store/pool.ts';
import { hashFile, isAbsent, removeFile, statOf } from './blob-files.ts';
import { isHeld, keepBlob } from './blob-rows.ts';
import type { Blobs } from './blobs.ts';
import { forgetUpload, noteFinalised, noteUpload, type UploadQuota } from './upload-rows.ts';

export const UPLOADS_PATH = '/v1/uploads';
/** tus names uploads itself: 128 random bits in hex. Anything else would be a path. */
const UploadId = /^[0-9a-f]{32}$/;

export type Uploads = {
  /** tus 1.0 for one request, of somebody who may touch this upload. */
  readonly tus: Server;
  readonly remember: (request: IncomingMessage, session: Session) => void;
  readonly checkOwner: (id: string, session: Session) => Promise<void>;
  /** Hashes the whole file again and puts it in its place; a repeat answers the same. */
  readonly finalise: (
    id: string,
    declared: { sha256: Sha256; sizeBytes: number },
    session: Session,
  ) => Promise<void>;
  /** The official gave it up. */
  readonly forget: (id: string) => Promise<void>;
};

export type UploadLimits = UploadQuota & {
  /** What must stay free on the disk of the files; absent is a twentieth of it, 1 GB at most. */
  readonly freeBytes?: number | undefined;
};
const MEGABYTE = 1024 * 1024;
/** An office's day of scans, forty times; documents of one device are named one after the other. */
const UPLOAD_LIMITS: UploadLimits = {
  deviceBytes: 8 * 1024 * MEGABYTE,
  agencyBytes: 64 * 1024 * MEGABYTE,
  deviceUploads: 200,
};
/** The keeper's own limits, and ours where he set none. */
export const limitsOf = ({ uploads = {} }: Pick<ServerConfig, 'uploads'>): UploadLimits => ({
  deviceBytes: uploads.deviceBytes ?? UPLOAD_LIMITS.deviceBytes,
  agencyBytes: uploads.agencyBytes ?? UPLOAD_LIMITS.agencyBytes,
  deviceUploads: UPLOAD_LIMITS.deviceUploads,
  freeBytes: uploads.freeBytes,
});
const FREE_BYTES = 1024 * MEGABYTE;
const FREE_SHARE = 0.05;

type Parts = {
  readonly pool: Pool;
  readonly blobs: Blobs;
  readonly folder: string;
  readonly limits: UploadLimits;
  readonly ports: ServerPorts;
  readonly onRefused: (code: UploadRefusal) => void;
};
export type UploadRefusal = Extract<ProtocolError['code'], 'upload-quota' | 'storage-full'>;

/** Resumable uploads. tus checks nothing of the content, so that is done here at the end. */
export function makeUploads(parts: Parts): Uploads {
  const { pool, folder } = parts;
  const speakers = new WeakMap<IncomingMessage, Session>();
  const store = new FileStore({ directory: folder });
  const tus = new Server({
    path: UPLOADS_PATH,
    datastore: store,
    maxSize: BLOB_BYTES_MAX,
    relativeLocation: true,
    onUploadCreate: async (request, upload) => {
      const node = request.runtime?.node?.req;
      const session = node && speakers.get(node as IncomingMessage);
      const sha256 = Sha256.safeParse(upload.metadata?.['sha256']);
      if (!session || !sha256.success || upload.size === undefined)
        throw new UnusableUpload(400, 'an upload needs its length and the metadata sha256');
      const { id, size } = upload;
      await admit(parts, session, { id, sha256: sha256.data, sizeBytes: size });
      return { metadata: { sha256: sha256.data, official: session.officialId } };
    },
  });
  const running = new Map<string, Promise<void>>();
  const finalise = makeFinalise(store, parts);
  return {
    tus,
    remember: (request, session) => void speakers.set(request, session),
    checkOwner: async (id, { officialId }) => {
      const owner = UploadId.test(id) ? await ownerOf(store, id) : undefined;
      if (owner?.official !== officialId) throw new ProtocolProblem('not-found');
    },
    finalise: (id, declared, session) => {
      const key = `${id}/${session.officialId}`;
      const known = running.get(key);
      if (known) return known;
      const work = finalise(id, declared, session).finally(() => running.delete(key));
      running.set(key, work);
      return work;
    },
    forget: async (id) => void (await forgetUpload(pool, id)),
  };
}

/** What begins must fit: beside what its device and agency have under way, and on the disk. Throws what tus answers with. */
async function admit(
  { pool, folder, limits, ports, onRefused }: Parts,
  { agencyId, deviceId }: Session,
  upload: { readonly id: string; readonly sha256: Sha256; readonly sizeBytes: number },
): Promise<void> {
  const refuse = (code: UploadRefusal): never => {
    ports.log('upload.refused', { code, sizeBytes: upload.sizeBytes });
    onRefused(code);
    throw new UnusableUpload(new ProtocolProblem(code).status, JSON.stringify({ code }));
  };
  const disk = await statfs(folder);
  const reserve = limits.freeBytes ?? Math.min(FREE_BYTES, disk.blocks * disk.bsize * FREE_SHARE);
  if (disk.bavail * disk.bsize - upload.sizeBytes < reserve) refuse('storage-full');
  const noted = await noteUpload(pool, { ...upload, agencyId, deviceId, at: ports.now() }, limits);
  if (noted === 'too-much') refuse('upload-quota');
}

/** The end of an upload: hashed whole, moved to its place, and only then noted. Each step may be cut off and come again. */
function makeFinalise(store: FileStore, { pool, blobs, folder, ports }: Parts): Uploads['finalise'] {
  return async (id, { sha256, sizeBytes }, { officialId }) => {
    const holder = officialPrincipal(officialId);
    const owner = UploadId.test(id) ? await ownerOf(store, id) : undefined;
    const isOwn = owner?.official === officialId;
    const file = join(folder, id);
    const found = isOwn ? await statOf(file) : undefined;
    const keep = async (): Promise<void> => {
      await keepBlob(pool, { sha256, sizeBytes, holder, at: ports.now() });
      await noteFinalised(pool, id, ports.now());
      await store.configstore.delete(id);
    };
    if (!found) {
      // Either this was finalised before and the answer was lost, or the process ended between rename and row. Another's is like one that is not there.
      if (await isHeld(pool, sha256, holder)) return;
      return blobs.files.alone(sha256, async () => {
        if (!isOwn || owner.sha256 !== sha256 || (await blobs.sizeOf(sha256)) === undefined)
          throw new ProtocolProblem('not-found');
        await keep();
      });
    }
    const isWhole = found.size === sizeBytes && (await hashFile(file)) === sha256;
    ports.failpoint('finalise.after-hash');
    if (!isWhole) {
      await removeFile(file);
      await store.configstore.delete(id);
      await forgetUpload(pool, id);
      ports.log('upload.digest-differs', { sizeBytes: found.size });
      throw new ProtocolProblem('digest-differs');
    }
    await blobs.files.alone(sha256, async () => {
      await blobs.files.adopt(file, sha256);
      ports.failpoint('finalise.after-rename');
      await keep();
    });
  };
}

class UnusableUpload extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(body);
    this.status_code = status;
    this.body = body;
  }
}

async function ownerOf(
  store: FileStore,
  id: string,
): Promise<{ sha256: unknown; official: unknown } | undefined> {
  try {
    const upload = await store.configstore.get(id);
    return upload && { sha256: upload.metadata?.['sha256'], official: upload.metadata?.['official'] };
  } catch (problem) {
    if (isAbsent(problem)) return undefined;
    throw problem;
  }
}
