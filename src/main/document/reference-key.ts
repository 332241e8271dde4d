import { fold } from '../../shared/text/fold.ts';

const plain = (text: string): string => fold(text).trim().replace(/\s+/g, ' ');

/**
 * What makes two documents "the same" to a clerk: số, ký hiệu and cơ quan ban hành, without marks, case or stray blanks, "05" like "5" (NĐ 30/2020
 * annex VI III.1h). Empty where there is no number or no agency: such papers are never called duplicates.
 */
export function referenceKey(codeNumber: string, codeNotation: string, organName: string): string {
  const [number, notation, organ] = [
    plain(codeNumber).replace(/^0+(?=\d)/, ''),
    plain(codeNotation),
    plain(organName),
  ];
  return number === '' || organ === '' ? '' : `${number}/${notation.replaceAll(' ', '')}|${organ}`;
}
