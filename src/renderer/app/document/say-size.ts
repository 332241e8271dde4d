import { say } from '../../../shared/words/vi.ts';

const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** A size for reading: 2,4 MB. */
export function saySize(bytes: number): string {
  if (bytes < 1000) return say('common.bytes', { size: bytes, unit: 'byte' });
  if (bytes < 1_000_000) return say('common.bytes', { size: number.format(bytes / 1000), unit: 'kB' });
  if (bytes < 1_000_000_000)
    return say('common.bytes', { size: number.format(bytes / 1_000_000), unit: 'MB' });
  return say('common.bytes', { size: number.format(bytes / 1_000_000_000), unit: 'GB' });
}
