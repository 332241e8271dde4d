import type { Appendix } from '../paper/paper.ts';
import type { Seeded } from '../seeded.ts';
import type { SampleAttachment } from './sample.ts';
import { makeTable, type TableKind } from './tables.ts';
import type { Topic } from './topic.ts';

const OTHER_KINDS: readonly TableKind[] = ['tasks', 'progress', 'people', 'inventory', 'budget'];
const NUMERALS = ['I', 'II', 'III', 'IV'];

export type Annexes = {
  readonly inFile: readonly Appendix[];
  readonly attachments: readonly SampleAttachment[];
};

/** Chooses a document's tables: sometimes behind the text in the same file, else one to three files beside it. */
export function chooseAnnexes(topic: Topic, random: Seeded): Annexes {
  if (!topic.tables) return { inFile: [], attachments: [] };
  if (random.next() < 0.25) return { inFile: numbered(topic.tables, random), attachments: [] };
  const extra = random.next() < 0.35 ? random.between(1, 3 - topic.tables.length) : 0;
  const others = random.shuffled(OTHER_KINDS.filter((kind) => !topic.tables?.includes(kind))).slice(0, extra);
  const appendices = numbered([...topic.tables, ...others], random);
  const attachments = appendices.map((appendix) => ({ fileName: `${fileTitle(appendix)}.pdf`, appendix }));
  return { inFile: [], attachments };
}

/** Mục III.1.a: Roman numerals only when there are several. */
function numbered(kinds: readonly TableKind[], random: Seeded): Appendix[] {
  return kinds.map((kind, index) => makeTable(kind, random, kinds.length > 1 ? NUMERALS[index] : undefined));
}

const fileTitle = ({ numeral, title }: Appendix) =>
  numeral === undefined ? `Phụ lục - ${title}` : `Phụ lục ${numeral} - ${title}`;
