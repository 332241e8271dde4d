import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gapsIn, printBooks } from './books.ts';
import { APART } from './office.ts';
import { type Plant, plants } from './plants.ts';
import type { Story } from './story.ts';
import { compare, figuresOf, judge, liveYear, readYear, type YearLived } from './year.ts';

/** A hundredth: a twentieth takes minutes, and is told with the whole year by `npm run year`. */
const PART = 100;
/** So little that it can be told twice. */
const LEAST = 600;
/** Half a minute on a quiet machine. */
const LIVED_MS_MAX = 900_000;
const silent = (): void => undefined;

describe('a year of an office, a hundredth of its work', () => {
  let year: YearLived;
  beforeAll(async () => {
    year = await liveYear({ seed: 1, part: PART, out: silent });
  }, LIVED_MS_MAX);
  afterAll(() => year?.close());

  const judges: Record<Plant['judge'], (story: Story) => Promise<readonly string[]>> = {
    gaps: ({ office }) => gapsIn(office),
    figures: async (story) => compare(figuresOf(story).get('tasks') ?? [], await readYear(story), silent),
    print: async ({ office, ledger }) => (await printBooks(office, ledger.numbers, APART.key)).problems,
  };
  test.each(Object.entries(plants))('its judges find %s', async (_name, { plant, judge: asked, finds }) => {
    const undo = await plant(year.story);
    try {
      const problems = await judges[asked](year.story);
      expect(problems.filter((each) => finds.test(each))).not.toEqual([]);
    } finally {
      await undo();
    }
  });

  test('ends with books without a gap that print, and figures that equal two recounts', async () => {
    const { story } = year;
    const told: string[] = [];
    const problems = await judge(story, await readYear(story), (line) => told.push(line));
    expect(problems, told.join('\n')).toEqual([]);
    const { incoming, outgoing, dossiers, tasks } = story.ledger;
    expect([incoming, outgoing, dossiers, tasks].map(({ length }) => length)).toEqual([120, 50, 8, 60]);
  });
});

test(
  'the same seed tells the same year',
  async () => {
    const hashes: string[] = [];
    for (let time = 0; time < 2; time++) {
      const { hash, close } = await liveYear({ seed: 2, part: LEAST, out: silent });
      hashes.push(hash);
      await close();
    }
    expect(hashes[1]).toBe(hashes[0]);
  },
  LIVED_MS_MAX,
);
