import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId } from '../core/values.ts';

/** Members of one group: a body stays under its limit; a province has fewer communes than this. */
export const GROUP_MEMBERS_MAX = 300;
export const GroupName = z.string().trim().min(1).max(100);

/** Nhóm nơi nhận: a named list of agencies that an agency keeps for its dispatches. Removed, it stays, so that who is offline can be told. */
export const RecipientGroup = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  name: GroupName,
  members: z.array(AgencyId).min(1).max(GROUP_MEMBERS_MAX),
  isRemoved: z.boolean().optional(),
});
export type RecipientGroup = z.infer<typeof RecipientGroup>;
