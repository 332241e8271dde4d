import type { LocalDate } from '../../../shared/domain/core/values.ts';
import type { Part } from '../../../shared/domain/incoming/parts.ts';
import { addDays, daysBetween } from '../../../shared/text/day.ts';
import { fold, foldedWords } from '../../../shared/text/fold.ts';
import { say } from '../../../shared/words/vi.ts';
import { parseDay } from '../../app/day-text.ts';
import { dayText } from '../../app/document/form-schema.ts';
import type { Candidate } from './share-candidates.ts';

/** Whom a directive names as it is typed, in which part, and by when. */
export type Named = {
  readonly parts: Readonly<Record<string, Part>>;
  readonly dueOn?: LocalDate | undefined;
  /** The text as it is kept: what was marked with @ and # in full. */
  readonly plain: string;
};

type Token = { readonly word: string; readonly at: number; readonly end: number; readonly isName: boolean };
/** A name in the text: its tokens from `from` until before `to`. */
type Mention = {
  readonly candidate: Candidate;
  readonly from: number;
  readonly to: number;
  readonly isMarked: boolean;
};

/** Longest name that is looked for, in words. */
const NAME_WORDS_MAX = 12;

/**
 * Reads a directive: units and people by their full name, or after @ by a name's beginning, its end or the unit's notation; the part by the words beside
 * them (chủ trì, phối hợp, để biết); the deadline after # or after "trước ngày", "hạn". What is not clear is left to be chosen by hand.
 */
export function namedIn(
  text: string,
  { candidates, today }: { readonly candidates: readonly Candidate[]; readonly today: LocalDate },
): Named {
  const tokens = tokensOf(text);
  const mentions = mentionsIn(tokens, candidates);
  const due = dueIn(text, tokens, today);
  return { parts: partsOf(tokens, mentions), dueOn: due?.on, plain: plainText(text, tokens, mentions, due) };
}

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)].map(({ 0: found, index }) => ({
    word: fold(found),
    at: index,
    end: index + found.length,
    isName: /^\p{Lu}/u.test(found),
  }));

function mentionsIn(tokens: readonly Token[], candidates: readonly Candidate[]): readonly Mention[] {
  const names = candidates.map((candidate) => ({
    candidate,
    words: foldedWords(candidate.name),
    short: fold(candidate.notation ?? ''),
  }));
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const isMarked = tokens[at]?.word === '@' && tokens[at - 1]?.end !== tokens[at]?.at;
    if (!isMarked && tokens[at]?.isName !== true) continue;
    const start = isMarked ? at + 1 : at;
    const found = longestAt(tokens, start, names, isMarked);
    if (!found) continue;
    mentions.push({ candidate: found.candidate, from: at, to: start + found.length, isMarked });
    at = start + found.length - 1;
  }
  return mentions;
}

type Name = { readonly candidate: Candidate; readonly words: readonly string[]; readonly short: string };

function longestAt(tokens: readonly Token[], start: number, names: readonly Name[], isMarked: boolean) {
  for (let length = NAME_WORDS_MAX; length >= 1; length--) {
    const run = wordsAt(tokens, start, length);
    if (!run) continue;
    const said = run.words.join(' ');
    const whole = names.filter(({ words }) => words.join(' ') === said);
    const fitting =
      whole.length > 0 || !isMarked
        ? whole
        : names.filter(({ words, short }) => {
            const name = words.join(' ');
            return short === said || name.startsWith(`${said} `) || name.endsWith(` ${said}`);
          });
    const [only, second] = fitting;
    if (only && !second) return { candidate: only.candidate, length: run.tokens };
  }
  return undefined;
}

/** The next `length` words with the marks between them, as a name may have them ("Văn hóa, Thể thao"). */
function wordsAt(tokens: readonly Token[], start: number, length: number) {
  const words: string[] = [];
  for (let at = start; at < tokens.length; at++) {
    const word = tokens[at]?.word ?? '';
    if (/^[\p{L}\p{N}]/u.test(word)) words.push(word);
    else if (words.length === 0 || !/^[,\-–]$/.test(word)) return undefined;
    if (words.length === length) return { words, tokens: at + 1 - start };
  }
  return undefined;
}

/** What follows a name and speaks of it: "chủ trì", "phối hợp" that is not "phối hợp với" the next one, "để biết". */
function partAfter(gap: readonly string[], hasNext: boolean): { part: Part; length: number } | undefined {
  const [first, second] = gap;
  if (first === 'chu' && second === 'tri') return { part: 'lead', length: 2 };
  if (first === 'de' && second === 'biet') return { part: 'information', length: 2 };
  if (first === 'biet') return { part: 'information', length: 1 };
  if (first !== 'phoi' || second !== 'hop') return undefined;
  const leadsOn = hasNext && gap.slice(2).every((word) => ['voi', 'cung', ':'].includes(word));
  return leadsOn ? undefined : { part: 'supporting', length: 2 };
}

const leads: readonly (readonly [string, Part])[] = [
  ['chu tri', 'lead'],
  ['phoi hop', 'supporting'],
  ['de biet', 'information'],
  ['gui', 'information'],
];

/** What stands before a name and speaks of it: the last of the words that do. */
function partBefore(gap: readonly string[]): Part | undefined {
  const text = ` ${gap.join(' ')} `;
  const found = leads
    .map(([words, part]) => ({ part, at: text.lastIndexOf(` ${words} `) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  return found[0]?.part;
}

function partsOf(tokens: readonly Token[], mentions: readonly Mention[]): Record<string, Part> {
  const parts = new Map<string, Part>();
  let [last, until]: [Part | undefined, number] = [undefined, 0];
  mentions.forEach(({ candidate, from, to }, index) => {
    const before = tokens.slice(until, from).map(({ word }) => word);
    const next = mentions[index + 1]?.from;
    const after = partAfter(
      tokens.slice(to, next ?? tokens.length).map(({ word }) => word),
      next !== undefined,
    );
    const isListed = last !== undefined && before.every((word) => [',', ';', 'va', 'cung'].includes(word));
    const asLast = last === 'lead' ? 'supporting' : last;
    const guessed = isListed ? asLast : undefined;
    const part = after?.part ?? partBefore(before) ?? guessed ?? 'lead';
    const isTaken = part === 'lead' && [...parts.values()].includes('lead');
    last = isTaken ? 'supporting' : part;
    until = to + (after?.length ?? 0);
    if (!parts.has(candidate.key)) parts.set(candidate.key, last);
  });
  return Object.fromEntries(parts);
}

type Due = { readonly on: LocalDate; readonly at: number; readonly end: number; readonly isMarked: boolean };
const DAY = /^\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?(?!\d)/;
const DAYS = /^\d{1,3}(?!\d)/;
/** What says that a day is a deadline, folded. */
const SAYS_DUE = /(?:^| )(?:truoc|han|cham nhat)(?: xong)?(?: vao)?(?: ngay)?(?: :)?$/;
/** A day without a year that is over is one of the next, where that is not far. */
const NEXT_YEAR_WITHIN_DAYS = 183;

function dueIn(text: string, tokens: readonly Token[], today: LocalDate): Due | undefined {
  const found = tokens.flatMap(({ at }, index): readonly Due[] => {
    const isMarked = tokens[index - 1]?.word === '#';
    const before = tokens.slice(Math.max(0, index - 6), index).map(({ word }) => word);
    if (!isMarked && !SAYS_DUE.test(before.join(' '))) return [];
    const said = DAY.exec(text.slice(at))?.[0] ?? (isMarked ? DAYS.exec(text.slice(at))?.[0] : undefined);
    if (said === undefined) return [];
    const on = DAYS.test(said) && !DAY.test(said) ? addDays(today, Number(said)) : dayMeant(said, today);
    const begin = isMarked ? (tokens[index - 1]?.at ?? at) : at;
    return on ? [{ on, at: begin, end: at + said.length, isMarked }] : [];
  });
  return found.find(({ isMarked }) => isMarked) ?? found[0];
}

function dayMeant(said: string, today: LocalDate): LocalDate | undefined {
  const day = parseDay(said, today);
  if (day === undefined || day >= today || said.split(/[/.-]/).length > 2) return day;
  const later = parseDay(`${said}/${String(Number(today.slice(0, 4)) + 1)}`.replaceAll(/[.-]/g, '/'), today);
  return later !== undefined && daysBetween(today, later) <= NEXT_YEAR_WITHIN_DAYS ? later : day;
}

function plainText(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
  due: Due | undefined,
): string {
  const said = [
    ...mentions
      .filter(({ isMarked }) => isMarked)
      .map(({ candidate, from, to }) => ({
        at: tokens[from]?.at ?? 0,
        end: tokens[to - 1]?.end ?? 0,
        words: candidate.name,
      })),
    ...(due?.isMarked ? [{ ...due, words: say('direct.until', { day: dayText(due.on) }) }] : []),
  ];
  return said
    .sort((a, b) => b.at - a.at)
    .reduce((plain, { at, end, words }) => `${plain.slice(0, at)}${words}${plain.slice(end)}`, text);
}
