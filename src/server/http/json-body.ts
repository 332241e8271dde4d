import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { PUSH_BYTES_MAX } from '../../shared/protocol/push.ts';
import { ProtocolProblem } from './protocol-problem.ts';

/** Nothing of the protocol nests deeper than its commands' arguments do. */
export const JSON_DEPTH_MAX = 32;

/** A JSON body with the digest that the sender's proof must name. */
export type JsonBody = { readonly value: unknown; readonly digest: string };

/** Reads JSON bodies within a limit of size, and leaves uploads unread for tus. What they hold is looked at by `bodyAs`. */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: PUSH_BYTES_MAX },
    (_request, bytes: Buffer, done) => {
      const digest = createHash('sha256').update(bytes).digest('base64url');
      try {
        done(null, { value: JSON.parse(bytes.toString('utf8')), digest } satisfies JsonBody);
      } catch {
        done(new ProtocolProblem('invalid'));
      }
    },
  );
  app.addContentTypeParser('application/offset+octet-stream', (_request, _stream, done) => done(null));
}

/** The body as the schema wants it; anything else is refused as `invalid`. */
export function bodyAs<Value>(schema: z.ZodType<Value>, body: unknown): Value {
  const value = (body as JsonBody | undefined)?.value;
  if (isHarmful(value)) throw new ProtocolProblem('invalid');
  return shapedAs(schema, value);
}

/** `bodyAs` where the route itself looks at the parts of the body, one by one, with `isHarmful`. */
export const bodyInParts = <Value>(schema: z.ZodType<Value>, body: unknown): Value =>
  shapedAs(schema, (body as JsonBody | undefined)?.value);

function shapedAs<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const found = schema.safeParse(value);
  if (!found.success) throw new ProtocolProblem('invalid', found.error.issues[0]?.path.join('.'));
  return found.data;
}

/**
 * Whether a parsed JSON value nests deeper than anything of ours, or has a key that could reach a prototype where it is copied. Goes level by
 * level, so that no nesting is too deep to be looked at.
 */
export function isHarmful(value: unknown): boolean {
  let level: readonly object[] = isObject(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX || level.some(reachesPrototype)) return true;
    level = level.flatMap((each) => Object.values(each).filter(isObject));
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const reachesPrototype = (value: object): boolean =>
  Object.hasOwn(value, '__proto__') ||
  (Object.hasOwn(value, 'constructor') &&
    isObject(value.constructor) &&
    Object.hasOwn(value.constructor, 'prototype'));
