import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, HandoverId, LocalDate, Sha256, UnitId } from '../core/values.ts';

/** clerk = văn thư, specialist = chuyên viên, leader = lãnh đạo, administrator = quản trị; `system` is the server itself. */
export const Role = z.enum(['clerk', 'specialist', 'leader', 'administrator', 'system']);
export type Role = z.infer<typeof Role>;

/** NĐ 30/2020 article 13: in whose name a leader signs. */
export const SigningCapacity = z.enum(['', 'TM.', 'KT.', 'TL.', 'TUQ.', 'Q.']);

/** Recorded beside each other for one official, for times that follow each other. */
export const SEAL_HANDOVERS_MAX = 20;

/** Kiêm nhiệm: posts beside the main one. */
export const POSTS_MAX = 5;
export const Post = z.looseObject({ unitId: UnitId, position: z.string().trim().min(1).max(100) });
export type Post = z.infer<typeof Post>;

export const Official = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  unitId: UnitId.optional(),
  fullName: z.string().trim().min(1).max(50),
  position: z.string().trim().min(1).max(100),
  /** Concurrent posts in further units: he is one of theirs as he is of `unitId`. */
  posts: z.array(Post).max(POSTS_MAX).optional(),
  signingCapacity: SigningCapacity.optional(),
  roles: z.array(Role).min(1).max(5),
  certificateSha256: Sha256.optional(),
  /** The day since which he is not of the agency any more: he sees no document and gives no command. */
  leftOn: LocalDate.optional(),
  /** The hand-overs by which the agency's seal is in his hands until it is taken back: he sees what waits for it. Written by those commands alone. */
  sealHandovers: z.array(HandoverId).max(SEAL_HANDOVERS_MAX).optional(),
  /** How many events (`officeEvent`) there are of him: the next one has the next number. Written by commands alone. */
  eventCount: z.int().nonnegative().optional(),
});
export type Official = z.infer<typeof Official>;

/** The units that an official is one of: by his place and by his concurrent posts. */
export const unitsOf = ({ unitId, posts = [] }: Pick<Official, 'unitId' | 'posts'>): readonly UnitId[] => [
  ...new Set([...(unitId ? [unitId] : []), ...posts.map((post) => post.unitId)]),
];

type Placed = Pick<Official, 'unitId' | 'posts'>;
/** Whether two officials have a unit in common; an office without units is one unit. */
export function isColleague(one: Placed, other: Placed): boolean {
  const units = unitsOf(one);
  const others = unitsOf(other);
  return units.length === 0 ? others.length === 0 : units.some((unitId) => others.includes(unitId));
}
