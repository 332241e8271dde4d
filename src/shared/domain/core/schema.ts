import { z } from 'zod';

type Shape = Readonly<Record<string, z.ZodType>>;

/**
 * The schema of an entity's body. It is loose at run time, so that a field written by a newer program survives a round trip through
 * this one, and exact in the type, so that a misspelt field does not compile.
 */
export function bodyOf<const S extends Shape>(shape: S): z.ZodType<z.infer<z.ZodObject<S>>> {
  return z.looseObject(shape) as unknown as z.ZodType<z.infer<z.ZodObject<S>>>;
}

/** Bodies are small; what is larger is a blob. */
export const BODY_BYTES_MAX = 16 * 1024;
export const ARGS_BYTES_MAX = 64 * 1024;
