import type { CopyForm } from '../../shared/domain/outgoing/outgoing.ts';
import { say } from '../../shared/words/vi.ts';
import { isoTime } from './vietnam-time.ts';

/** NĐ 30/2020 annex I part I II.8b: number and notation; time of signing with the offset of Vietnam (ISO 8601). */
export const attachmentLine = (reference: string, at: Date): string => `${reference}; ${isoTime(at)}`;

/** NĐ 30/2020 annex I part II I.3c: form of the copy, agency that copied, time of signing. */
export const copyLine = (form: CopyForm, agency: string, at: Date): string =>
  `${say(`signing.copy-${form}`)}, ${agency}, ${isoTime(at)}`;
