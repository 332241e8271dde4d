/** Vietnam keeps UTC+7 all year; the offset is written out, so that a reader elsewhere is not misled. */
const OFFSET_MS = 7 * 60 * 60 * 1000;

const local = (at: Date): string => new Date(at.getTime() + OFFSET_MS).toISOString();

/** A date string of ISO 32000-2 §7.9.4: D:20261123101530+07'00'. */
export const pdfTime = (at: Date): string => `D:${local(at).slice(0, 19).replace(/[-T:]/g, '')}+07'00'`;

/** 23/11/2026 */
export const vietnamDay = (at: Date): string => local(at).slice(0, 10).split('-').toReversed().join('/');

/** 23/11/2026 10:15:30 +07:00 */
export const vietnamTime = (at: Date): string => `${vietnamDay(at)} ${local(at).slice(11, 19)} +07:00`;

/** 2026-11-23T10:15:30+07:00 (ISO 8601) */
export const isoTime = (at: Date): string => `${local(at).slice(0, 19)}+07:00`;
