import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { PUSH_BYTES_MAX } from '../../shared/protocol/push.ts';
import { ProtocolProblem } from './protocol-problem.ts';

/** Nothing of the protocol nests deeper than its commands' arguments do. */
export const JSON_DEPTH_MAX = 32;

/** A JSON body with the digest that the sender's proof must name. */
export type JsonBody = { readonly value: unknown; readonly digest: string };

/** Reads JSON bodies within limits of size and depth, without letting a prototype in; and leaves uploads unread for tus. */
export function acceptBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: PUSH_BYTES_MAX },
    (request, bytes: Buffer, done) => {
      const text = bytes.toString('utf8');
      if (depthOf(text) > JSON_DEPTH_MAX) return done(new ProtocolProblem('invalid'));
      const digest = createHash('sha256').update(bytes).digest('base64url');
      return parse(request, text, (problem, value: unknown) =>
        problem ? done(new ProtocolProblem('invalid')) : done(null, { value, digest } satisfies JsonBody),
      );
    },
  );
  app.addContentTypeParser('application/offset+octet-stream', (_request, _stream, done) => done(null));
}

/** The body as the schema wants it; anything else is refused as `invalid`. */
export function bodyAs<Value>(schema: z.ZodType<Value>, body: unknown): Value {
  const found = schema.safeParse((body as JsonBody | undefined)?.value);
  if (!found.success) throw new ProtocolProblem('invalid', found.error.issues[0]?.path.join('.'));
  return found.data;
}

/** The deepest nesting of a JSON text, found without parsing it. */
export function depthOf(text: string): number {
  let [depth, deepest, isInString] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) isInString = false;
    } else if (code === 0x22) isInString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}
