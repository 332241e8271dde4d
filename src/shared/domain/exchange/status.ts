import type { AnswerCode, Delivery, RequestStatus, StatusCode } from './delivery.ts';

const order: readonly StatusCode[] = ['01', '03', '04', '05', '06'];
const higher = (one: StatusCode | undefined, other: StatusCode | undefined): StatusCode | undefined =>
  order.indexOf(one as StatusCode) >= order.indexOf(other as StatusCode) ? one : other;

type Standing = Pick<Delivery, 'status' | 'contradiction'>;

/**
 * Joins a status heard late, twice or out of order with what is known, in whatever order they come: the higher wins, 01 < 03 < 04 < 05 < 06 and 01 < 02 (end).
 * A refusal against 03 or more is a contradiction and kept beside it.
 */
export function joinStatus(known: Standing, heard: StatusCode): Standing & { readonly status: StatusCode } {
  const all = [known.status, known.contradiction, heard];
  const isRefused = all.includes('02');
  const reached = all.filter((each) => each !== '02').reduce(higher, undefined);
  if (!isRefused) return { status: reached ?? heard };
  return reached === undefined || reached === '01'
    ? { status: '02' }
    : { status: reached, contradiction: '02' };
}

type Asked = { readonly status: RequestStatus; readonly contradiction?: AnswerCode | undefined };

/** Joins an answer with how a request stands: 13 < 15 | 16. Who gave both has agreed at some time, so 15 stands and 16 is the contradiction. */
export function joinAnswer(
  known: Asked,
  heard: AnswerCode,
): { readonly status: AnswerCode; readonly contradiction?: AnswerCode } {
  const all = [known.status, known.contradiction, heard];
  if (!all.includes('15')) return { status: '16' };
  return all.includes('16') ? { status: '15', contradiction: '16' } : { status: '15' };
}
