import { z } from 'zod';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { Part } from '../../../shared/domain/incoming/parts.ts';
import { addDays, daysBetween } from '../../../shared/text/day.ts';
import { dayText } from '../../app/document/form-schema.ts';
import { draftOf, keepDraft } from '../../app/drafts.ts';
import type { Chosen } from './share-candidates.ts';

/** Bút phê câu mẫu: words that were given before, with to whom, in which part, and in how many days; given again by one key. */
const Phrase = z.object({
  text: z.string(),
  shares: z.array(z.object({ key: z.string(), part: Part })),
  days: z.int().min(0).optional(),
  usedAt: z.number(),
});
export type Phrase = z.infer<typeof Phrase>;

/** Under Alt+1 to Alt+9. */
const PHRASES_MAX = 9;
const KEY = 'direct.phrases';

/** In the order in which they were first given, so that each keeps its key. */
export const phrasesHere = (): readonly Phrase[] =>
  z
    .array(Phrase)
    .catch([])
    .parse(draftOf(KEY)?.values['phrases'] ?? []);

/** What a form begins with: the phrase as of today, for those of its people who are still here. */
export const begunWith = ({ text, shares, days }: Phrase, today: LocalDate) => ({
  text,
  ...(days !== undefined && { dueOn: dayText(addDays(today, days)) }),
  chosen: Object.fromEntries(shares.map(({ key, part }) => [key, { part, due: '' }])) as Chosen,
});

const isSame = (one: Phrase, other: Phrase): boolean =>
  one.text === other.text && JSON.stringify(one.shares) === JSON.stringify(other.shares);

/** Keeps what was just given; where there is no place left, it takes that of the one which was given longest ago. */
export function keepPhrase(
  text: string,
  chosen: Chosen,
  dueOn: LocalDate | undefined,
  today: LocalDate,
): void {
  const shares = Object.entries(chosen).map(([key, { part }]) => ({ key, part }));
  const fresh: Phrase = {
    ...{ text, shares, usedAt: Date.now() },
    ...(dueOn && { days: daysBetween(today, dueOn) }),
  };
  const known = phrasesHere();
  const at = known.findIndex((each) => isSame(each, fresh));
  const place = at >= 0 ? at : known.length < PHRASES_MAX ? known.length : oldestOf(known);
  keepDraft(KEY, { phrases: known.toSpliced(place, 1, fresh) });
}

const oldestOf = (phrases: readonly Phrase[]): number =>
  phrases.reduce(
    (oldest, { usedAt }, index) => (usedAt < (phrases[oldest]?.usedAt ?? 0) ? index : oldest),
    0,
  );
