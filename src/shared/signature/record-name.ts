import { safeFileName } from '../text/file-name.ts';
import { say } from '../words/vi.ts';

/** The name of the record of a file's verification: `15-SMM-VP.kiem-tra.pdf`, safe on every system. */
export const recordName = (fileName: string, format: 'pdf' | 'json'): string =>
  withSuffix(fileName, say('record.suffix'), format);

/** The name of the version that a signature covers: `15-SMM-VP.lan-luu-2.pdf`. */
export const versionName = (fileName: string, revision: number): string =>
  withSuffix(fileName, say('version.suffix', { revision }), 'pdf');

/** Letters left for the suffix, so that it survives a long name. */
const STEM_LENGTH_MAX = 90;

const withSuffix = (fileName: string, suffix: string, extension: string): string => {
  const stem = safeFileName(fileName).replace(/\.[a-z0-9]{1,9}$/i, '');
  const cut = [...stem].slice(0, STEM_LENGTH_MAX).join('').trimEnd();
  return safeFileName(`${cut}.${suffix}.${extension}`);
};
