import type { z } from 'zod';
import type { Role, SigningCapacity } from '../../../shared/domain/office/official.ts';

/** The two agencies that use the program in the trial. */
export type MemberKey = 'commune' | 'department';

export type Member = {
  readonly key: MemberKey;
  readonly name: string;
  /** Short form in running text and on lists. */
  readonly shortName: string;
  readonly superior?: string;
  readonly notation: string;
  readonly locality: string;
  readonly code: string;
  /** The drafting unit whose abbreviation a công văn bears. */
  readonly units: readonly { readonly name: string; readonly notation: string }[];
  /** What runs around its seal. */
  readonly seal: { readonly upper: string; readonly lower: string };
};

export type CastMember = {
  readonly key: string;
  readonly member: MemberKey;
  readonly name: string;
  readonly position: string;
  readonly roles: readonly z.infer<typeof Role>[];
  readonly capacity?: z.infer<typeof SigningCapacity>;
  /** Box 7a, line by line, for those who sign. */
  readonly authority?: readonly string[];
};

export const PROVINCE = 'tỉnh Lam Giang';

export const members: Readonly<Record<MemberKey, Member>> = {
  commune: {
    key: 'commune',
    name: 'Ủy ban nhân dân xã Vân Khánh Thượng',
    shortName: 'UBND xã Vân Khánh Thượng',
    notation: 'UBND',
    locality: 'Vân Khánh Thượng',
    code: 'MAU.12.08',
    units: [
      { name: 'Văn phòng HĐND và UBND', notation: 'VP' },
      { name: 'Phòng Kinh tế', notation: 'KT' },
      { name: 'Phòng Văn hóa - Xã hội', notation: 'VHXH' },
    ],
    seal: { upper: 'Ủy ban nhân dân xã Vân Khánh Thượng', lower: 'Tỉnh Lam Giang' },
  },
  department: {
    key: 'department',
    name: 'Sở Kinh tế số',
    shortName: 'Sở Kinh tế số',
    superior: 'UBND tỉnh Lam Giang',
    notation: 'SKTS',
    locality: 'Lam Giang',
    code: 'MAU.12',
    units: [
      { name: 'Phòng Chuyển đổi số', notation: 'CĐS' },
      { name: 'Phòng Hạ tầng số', notation: 'HTS' },
      { name: 'Văn phòng Sở', notation: 'VP' },
    ],
    seal: { upper: 'Sở Kinh tế số', lower: 'Tỉnh Lam Giang' },
  },
};

/** The six officials of the trial; none is a real person. */
export const cast: readonly CastMember[] = [
  {
    key: 'commune-clerk',
    member: 'commune',
    name: 'Nguyễn Thị Lụa',
    position: 'Văn thư',
    roles: ['clerk'],
  },
  {
    key: 'commune-specialist',
    member: 'commune',
    name: 'Đinh Quang Huân',
    position: 'Chuyên viên',
    roles: ['specialist'],
  },
  {
    key: 'commune-leader',
    member: 'commune',
    name: 'Phạm Văn Thạo',
    position: 'Chủ tịch',
    roles: ['leader'],
    capacity: 'TM.',
    authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
  },
  {
    key: 'department-clerk',
    member: 'department',
    name: 'Vũ Thị Ngần',
    position: 'Văn thư',
    roles: ['clerk'],
  },
  {
    key: 'department-leader',
    member: 'department',
    name: 'Trịnh Thái Hòa',
    position: 'Phó Giám đốc',
    roles: ['leader'],
    capacity: 'KT.',
    authority: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
  },
  {
    key: 'administrator',
    member: 'department',
    name: 'Lương Minh Khoát',
    position: 'Quản trị hệ thống',
    roles: ['administrator'],
  },
];
