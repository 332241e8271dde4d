import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { FinaliseRequest } from '../../shared/protocol/blobs.ts';
import type { SignIn } from '../auth/session.ts';
import { bodyAs } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Pool } from '../store/pool.ts';
import { mayFetch } from './blob-rows.ts';
import type { Blobs } from './blobs.ts';
import { UPLOADS_PATH, type Uploads } from './uploads.ts';

const UploadParams = z.object({ id: z.string() });
const BlobParams = z.object({ sha256: Sha256 });

export type BlobParts = {
  readonly pool: Pool;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly signIn: SignIn;
};

/** tus uploads, their finalising, and downloads with Range. */
export function blobRoutes(app: FastifyInstance, parts: BlobParts): void {
  const { uploads, signIn } = parts;
  const speakTus = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    uploads.remember(request.raw, signIn.sessionOf(request));
    reply.hijack();
    await uploads.tus.handle(request.raw, reply.raw);
  };
  app.post(UPLOADS_PATH, speakTus);
  app.route({
    method: ['HEAD', 'PATCH', 'DELETE'],
    url: `${UPLOADS_PATH}/:id`,
    handler: async (request, reply) => {
      const { id } = UploadParams.parse(request.params);
      await uploads.checkOwner(id, signIn.sessionOf(request));
      if (request.method === 'DELETE') await uploads.forget(id);
      await speakTus(request, reply);
    },
  });
  app.post(`${UPLOADS_PATH}/:id/finalise`, async (request) => {
    const { id } = UploadParams.parse(request.params);
    const declared = bodyAs(FinaliseRequest, request.body);
    await uploads.finalise(id, declared, signIn.sessionOf(request));
    return { sha256: declared.sha256 };
  });
  app.get('/v1/blobs/:sha256', (request, reply) => answerBlob(request, reply, parts));
}

async function answerBlob(request: FastifyRequest, reply: FastifyReply, { pool, blobs, signIn }: BlobParts) {
  const params = BlobParams.safeParse(request.params);
  const { principals } = signIn.sessionOf(request);
  // Unknown and forbidden look the same: a hash is no way to learn what exists.
  if (!params.success || !(await mayFetch(pool, params.data.sha256, principals)))
    throw new ProtocolProblem('not-found');
  const { sha256 } = params.data;
  const size = await blobs.sizeOf(sha256);
  if (size === undefined) throw new ProtocolProblem('not-found');
  const etag = `"${sha256}"`;
  reply.header('etag', etag).header('accept-ranges', 'bytes').header('cache-control', 'private, immutable');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const condition = request.headers['if-range'];
  const range =
    condition === undefined || condition === etag ? rangeOf(request.headers.range, size) : 'whole';
  if (range === 'unsatisfiable')
    return reply
      .code(416)
      .header('content-range', `bytes */${String(size)}`)
      .send();
  const [start, end] = range === 'whole' ? [0, size - 1] : range;
  reply.header('content-type', 'application/octet-stream').header('content-length', end - start + 1);
  if (range !== 'whole')
    reply.code(206).header('content-range', `bytes ${String(start)}-${String(end)}/${String(size)}`);
  if (size === 0) return reply.send(Buffer.alloc(0));
  return reply.send(createReadStream(blobs.files.pathOf(sha256), { start, end }));
}

/** One range of RFC 9110 §14.2; several at once or another unit answer the whole file, as the clause allows. */
export function rangeOf(
  header: string | undefined,
  size: number,
): readonly [number, number] | 'whole' | 'unsatisfiable' {
  const found = header === undefined ? undefined : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header);
  const [, first, last] = found ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole';
  if (first === '')
    return Number(last) === 0 ? 'unsatisfiable' : [Math.max(0, size - Number(last)), size - 1];
  const [start, end] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
  return start >= size || end < start ? 'unsatisfiable' : [start, end];
}
