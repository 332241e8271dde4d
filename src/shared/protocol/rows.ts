import { z } from 'zod';

/** One entity as the authority last wrote it. `kind` may be one that this program does not know: it is stored raw and waits. */
export const EntityRow = z.object({
  kind: z.string().max(60),
  id: z.string().max(200),
  rootKind: z.string().max(60),
  rootId: z.string().max(200),
  seq: z.int().positive(),
  body: z.looseObject({ v: z.int() }),
});
export type EntityRow = z.infer<typeof EntityRow>;

/**
 * A root that the official may no longer see: it and all its parts leave the replica. `isContained`: it turned out to be classified, and what the official
 * did to it leaves the replica, too.
 */
export const Gone = z.object({
  kind: z.string().max(60),
  id: z.string().max(200),
  isContained: z.boolean().optional(),
});
export type Gone = z.infer<typeof Gone>;
