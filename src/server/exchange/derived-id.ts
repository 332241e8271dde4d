import { createHash } from 'node:crypto';

/** A UUID that follows from a name (in the manner of RFC 9562 version 8): the same work has the same id however often it is tried. */
export function derivedId(name: string): string {
  const hex = createHash('sha256').update(`hamrong/${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
