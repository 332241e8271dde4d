import { say } from '../words/vi.ts';
import {
  LATER_CHANGES,
  type LaterChange,
  type PdfReport,
  type Sentence,
  type SignatureReport,
} from './report.ts';

/** The Vietnamese sentence of a file's report or of one signature's: the verdict, and why when it is not plain. */
export function sentenceOf(report: Pick<PdfReport | SignatureReport, 'sentence'>): string {
  return sayVerdict(report.sentence);
}

function sayVerdict({ code, reason, detail }: Sentence): string {
  const verdict = say(`signature.verdict.${code}`, detail);
  if (reason === 'passed') return verdict;
  const change = LATER_CHANGES.find((known) => known === detail['change']);
  if (code === 'modified' && change !== undefined) {
    return say('signature.verdict.after', { verdict, change: say(`signature.change.${change}`, detail) });
  }
  return say('signature.verdict.because', { verdict, reason: say(`signature.reason.${reason}`, detail) });
}

/** One later change in words, as the list under a signature shows it. */
export const changeSentenceOf = (change: LaterChange): string =>
  say(`signature.change.${change.code}`, { place: change.place, revision: change.revision });
