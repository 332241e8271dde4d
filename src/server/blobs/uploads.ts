import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { officialPrincipal } from '../../shared/domain/core/principal.ts';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { BLOB_BYTES_MAX, UPLOAD_AGE_MAX_DAYS } from '../../shared/protocol/blobs.ts';
import type { Session } from '../auth/session.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { ServerPorts } from '../ports.ts';
import type { Pool } from '../store/pool.ts';
import { hashFile, isAbsent, removeFile, statOf } from './blob-files.ts';
import { isHeld, keepBlob } from './blob-rows.ts';
import type { Blobs } from './blobs.ts';

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
  readonly removeExpired: () => Promise<number>;
};

type Parts = {
  readonly pool: Pool;
  readonly blobs: Blobs;
  readonly folder: string;
  readonly ports: ServerPorts;
};

/** Resumable uploads. tus checks nothing of the content, so that is done here at the end. */
export function makeUploads({ pool, blobs, folder, ports }: Parts): Uploads {
  const speakers = new WeakMap<IncomingMessage, Session>();
  const store = new FileStore({
    directory: folder,
    expirationPeriodInMilliseconds: UPLOAD_AGE_MAX_DAYS * 24 * 60 * 60 * 1000,
  });
  const tus = new Server({
    path: UPLOADS_PATH,
    datastore: store,
    maxSize: BLOB_BYTES_MAX,
    relativeLocation: true,
    onUploadCreate: (request, upload) => {
      const node = request.runtime?.node?.req;
      const session = node && speakers.get(node as IncomingMessage);
      const sha256 = Sha256.safeParse(upload.metadata?.['sha256']);
      if (!session || !sha256.success || upload.size === undefined)
        return Promise.reject(new UnusableUpload('an upload needs its length and the metadata sha256'));
      return Promise.resolve({ metadata: { sha256: sha256.data, official: session.officialId } });
    },
  });
  const running = new Map<string, Promise<void>>();
  const finalise = makeFinalise(store, { pool, blobs, folder, ports });
  return {
    tus,
    remember: (request, session) => void speakers.set(request, session),
    checkOwner: async (id, { officialId }) => {
      const owner = UploadId.test(id) ? await ownerOf(store, id) : undefined;
      if (owner && owner.official !== officialId) throw new ProtocolProblem('not-found');
      if (!UploadId.test(id)) throw new ProtocolProblem('not-found');
    },
    finalise: (id, declared, session) => {
      const key = `${id}/${session.officialId}`;
      const known = running.get(key);
      if (known) return known;
      const work = finalise(id, declared, session).finally(() => running.delete(key));
      running.set(key, work);
      return work;
    },
    removeExpired: () => tus.cleanUpExpiredUploads(),
  };
}

/** The end of an upload: hashed whole, moved to its place, and only then noted. Each step may be cut off and come again. */
function makeFinalise(store: FileStore, { pool, blobs, folder, ports }: Parts): Uploads['finalise'] {
  return async (id, { sha256, sizeBytes }, { officialId }) => {
    const holder = officialPrincipal(officialId);
    const file = join(folder, id);
    const found = await statOf(file);
    if (!found) {
      // Either this was finalised before and the answer was lost, or the process ended between rename and row.
      if (await isHeld(pool, sha256, holder)) return;
      if ((await ownerOf(store, id))?.sha256 !== sha256 || (await blobs.sizeOf(sha256)) === undefined)
        throw new ProtocolProblem('not-found');
      await keepBlob(pool, { sha256, sizeBytes, holder, at: ports.now() });
      return store.configstore.delete(id);
    }
    const isWhole = found.size === sizeBytes && (await hashFile(file)) === sha256;
    ports.failpoint('finalise.after-hash');
    if (!isWhole) {
      await removeFile(file);
      await store.configstore.delete(id);
      ports.log('upload.digest-differs', { sizeBytes: found.size });
      throw new ProtocolProblem('digest-differs');
    }
    await blobs.files.adopt(file, sha256);
    ports.failpoint('finalise.after-rename');
    await keepBlob(pool, { sha256, sizeBytes, holder, at: ports.now() });
    await store.configstore.delete(id);
  };
}

class UnusableUpload extends Error {
  readonly status_code = 400;
  readonly body: string;

  constructor(body: string) {
    super(body);
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
