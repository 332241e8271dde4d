import type { ProfileChoice, ProfileShown } from '../../src/shared/contract/office.ts';
import type { Person } from '../../src/shared/contract/shapes.ts';
import { AgencyId, LocalDate, OfficialId } from '../../src/shared/domain/core/values.ts';
import type { Official, Role } from '../../src/shared/domain/office/official.ts';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const today = LocalDate.parse('2026-11-23');
export const agencyId = AgencyId.parse(uuid(1));
export const agencyName = 'UBND xã Vân Khánh Thượng';

const official = (
  n: number,
  fullName: string,
  position: string,
  role: Role,
  some: Partial<Official> = {},
) => ({
  officialId: OfficialId.parse(uuid(n)),
  official: { v: 1, agencyId, fullName, position, roles: [role], ...some } satisfies Official as Official,
});
export const officials = [
  official(11, 'Nguyễn Thị Lụa', 'Văn thư', 'clerk'),
  official(12, 'Phạm Văn Thạo', 'Chủ tịch UBND xã', 'leader'),
  official(13, 'Đỗ Quang Vũ', 'Chuyên viên Phòng Kinh tế', 'specialist'),
  official(14, 'Hoàng Anh Tú', 'Chuyên viên Văn phòng', 'specialist'),
  official(15, 'Lê Thị Mẫn', 'Phó Chủ tịch UBND xã', 'leader', { signingCapacity: 'KT.' }),
  official(
    16,
    'Nguyễn Hoàng Phương Ễn Thị Bích Trâm Ỡm',
    'Chuyên viên Phòng Văn hóa, Thể thao và Truyền thanh cơ sở',
    'specialist',
  ),
];
export const person = (index: number): Person => {
  const found = officials[index] ?? officials[0];
  if (!found) throw new Error('no official');
  return {
    officialId: found.officialId,
    fullName: found.official.fullName,
    position: found.official.position,
  };
};

/** Scenes of the fake host, each a profile of its own: `/p/<scene>/`. */
export const scenes = [
  'clerk',
  'leader',
  'specialist',
  'empty',
  'offline',
  'broken',
  'slow',
  'signing',
  'paused',
  'administrator',
  'deputy',
  'expired',
  'locked',
  'newcomer',
  'forked',
] as const;
export type Scene = (typeof scenes)[number];
const seats: Record<Exclude<Scene, 'administrator'>, number> = {
  clerk: 0,
  leader: 1,
  specialist: 2,
  empty: 0,
  offline: 0,
  broken: 0,
  slow: 0,
  signing: 1,
  paused: 1,
  deputy: 4,
  expired: 0,
  locked: 0,
  newcomer: 2,
  forked: 2,
};

export function profileOf(scene: Scene): ProfileShown {
  const seat =
    scene === 'administrator'
      ? official(17, 'Vi Văn Khặn', 'Quản trị hệ thống', 'administrator')
      : officials[seats[scene]];
  if (!seat) throw new Error('no seat');
  return {
    ...seat,
    agencyId,
    agencyName,
    agencyNotation: 'UBND',
    today,
    notTakenHours: 24,
    // One of them sits in a real office.
    isTrial: scene !== 'deputy',
    version: '0.1.0',
  };
}

export const choicesOf = (scene: Scene): ProfileChoice[] =>
  (['clerk', 'leader', 'specialist'] as const).map((each) => {
    const {
      official: { fullName, roles },
    } = profileOf(each);
    return {
      profileId: each,
      fullName,
      role: roles[0] ?? 'specialist',
      agencyName,
      address: `/p/${each}/`,
      isCurrent:
        each === scene ||
        (scene === 'locked' && each === 'clerk') ||
        (scene === 'newcomer' && each === 'specialist'),
    };
  });
