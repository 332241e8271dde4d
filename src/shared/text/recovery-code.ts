/**
 * A recovery code: 128 bits as eight groups of six digits, each group 16 bits times eleven, so that a slip of one digit, or two exchanged, is told from a wrong code
 * and its group is known (the form of BitLocker's recovery password). Digits alone, because no Vietnamese typing program makes anything else of them.
 */
export const CODE_BYTES = 16;
const GROUPS = CODE_BYTES / 2;
const GROUP_DIGITS = 6;
const CHECK = 11;
const GROUP_MAX = 0xffff * CHECK;

/** The code of 16 random bytes, groups joined by hyphens. */
export const codeOf = (bytes: Uint8Array): string =>
  Array.from({ length: GROUPS }, (_, group) => {
    const value = (bytes[2 * group] ?? 0) * 256 + (bytes[2 * group + 1] ?? 0);
    return String(value * CHECK).padStart(GROUP_DIGITS, '0');
  }).join('-');

const groupsOf = (typed: string): readonly string[] =>
  typed.replace(/\D/g, '').match(new RegExp(`\\d{1,${String(GROUP_DIGITS)}}`, 'g')) ?? [];
const isGroup = (group: string): boolean =>
  group.length === GROUP_DIGITS && Number(group) % CHECK === 0 && Number(group) <= GROUP_MAX;

/** The first group of what was typed that cannot be right, from 1; undefined where all eight can. */
export function wrongGroup(typed: string): number | undefined {
  const groups = groupsOf(typed);
  const wrong = groups.findIndex((group) => !isGroup(group));
  if (wrong >= 0) return wrong + 1;
  if (groups.length === GROUPS) return undefined;
  // The first that is missing, or the first too many.
  return Math.min(groups.length, GROUPS) + 1;
}

/** The 16 bytes of a code, however it was spaced; undefined where it cannot be one. */
export function codeBytes(typed: string): Uint8Array | undefined {
  if (wrongGroup(typed) !== undefined) return undefined;
  const values = groupsOf(typed).map((group) => Number(group) / CHECK);
  return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 0xff]));
}
