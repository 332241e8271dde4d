import { say, type WordKey, words } from '../words/vi.ts';
import {
  LATER_CHANGES,
  type LaterChange,
  type PdfReport,
  type Reason,
  type Sentence,
  type SignatureReport,
} from './report.ts';

type Said = Pick<PdfReport | SignatureReport, 'sentence'>;

/** The Vietnamese sentence of a file's report or of one signature's: the verdict, and why when it is not plain. */
export function sentenceOf(report: Said): string {
  const because = whyOf(report);
  const verdict = verdictWordsOf(report);
  return because === undefined ? verdict : say('signature.verdict.because', { verdict, reason: because });
}

/** The first words of the sentence, the same wherever a verdict is shown. */
export const verdictWordsOf = ({ sentence: { code } }: Said): string => say(`signature.verdict.${code}`);

/** What stands after the verdict; undefined where the verdict says all. */
export function whyOf({ sentence: { code, reason, detail } }: Said): string | undefined {
  if (code === 'malformed' || code === 'encrypted') return say(`signature.why.${code}`);
  if (code === 'modified') {
    const why = say('signature.why.modified');
    const change = LATER_CHANGES.find((known) => known === detail['change']);
    return change === undefined
      ? why
      : say('signature.verdict.after', { why, change: say(`signature.change.${change}`, detail) });
  }
  return reason === 'passed' ? undefined : say(`signature.reason.${reason}`, detail);
}

const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);

/** What to do now: by the reason where it has an answer of its own, else by the verdict; undefined where nothing is to be done. */
export function adviceOf({ sentence: { code, reason } }: Said): string | undefined {
  const own = `signature.advice.${reason satisfies Reason}`;
  if (isWord(own)) return say(own);
  const general = `signature.advice.${code satisfies Sentence['code']}`;
  return isWord(general) ? say(general) : undefined;
}

/** One later change in words, as the list under a signature shows it. */
export const changeSentenceOf = (change: LaterChange): string =>
  say(`signature.change.${change.code}`, { place: change.place, revision: change.revision });
