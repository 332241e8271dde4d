import { z } from 'zod';
import { AgencyId, Instant, OfficialId } from '../domain/core/values.ts';

/** Devices and agencies of one containment that are told. */
export const CONTAINMENT_ROWS_MAX = 2_000;

/**
 * GET /v1/containments/:kind/:id: where a contained document was. `hasAcknowledged`: the device has said that it had received it; otherwise it may have. `isWiped`:
 * it has acknowledged what came behind the containment. `seenAt`: when it last spoke, to some minutes; absent from an older server.
 */
export const ContainmentReport = z.object({
  devices: z.array(
    z.object({
      name: z.string(),
      officialId: OfficialId,
      hasAcknowledged: z.boolean(),
      isWiped: z.boolean(),
      isRevoked: z.boolean(),
      seenAt: Instant.optional(),
    }),
  ),
  recipients: z.array(z.object({ agencyId: AgencyId, name: z.string(), isContained: z.boolean() })),
  /** Other documents that carry one of its files, copy it or answer it, and lost numbers that name it: each is for a person to look at. */
  related: z.array(z.object({ kind: z.string(), id: z.string() })),
  /** Files and the log's arguments are gone from the server too. */
  isScrubbed: z.boolean(),
});
export type ContainmentReport = z.infer<typeof ContainmentReport>;
