/** A run of words that both texts have, or only one. */
export type DiffPart = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };
export type WordDiff = {
  readonly parts: readonly DiffPart[];
  /** The texts were too long, or too unlike, to be told word by word. */
  readonly isCoarse: boolean;
};

/** What is longer is compared by its beginning; a paper of thirty pages has some 15,000 words. */
export const DIFF_WORDS_MAX = 20_000;
/** So many words more or less are told apart; beyond, what differs stands as one removed and one added run. */
export const DIFF_EDITS_MAX = 1_500;

const wordsOf = (text: string): readonly string[] => {
  const words = text.normalize('NFC').split(/\s+/u);
  return words.filter((word) => word !== '').slice(0, DIFF_WORDS_MAX + 1);
};

/**
 * What was added and removed from one text to another, word by word; spaces and line breaks do not count. The shortest way by Myers (1986), with a limit on words and on
 * edits, so that its time is bounded by their product.
 */
export function diffWords(before: string, after: string): WordDiff {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const isCut = a.length > DIFF_WORDS_MAX || b.length > DIFF_WORDS_MAX;
  const [from, to] = [a.slice(0, DIFF_WORDS_MAX), b.slice(0, DIFF_WORDS_MAX)];
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1;
  let tail = 0;
  while (
    tail < from.length - head &&
    tail < to.length - head &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail += 1;
  const [removed, added] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  const steps = shortest(removed, added);
  const middle: readonly Step[] = steps ?? [
    ...removed.map((word) => ['removed', word] as const),
    ...added.map((word) => ['added', word] as const),
  ];
  const same = (words: readonly string[]): readonly Step[] => words.map((word) => ['same', word] as const);
  const all = [...same(from.slice(0, head)), ...middle, ...same(from.slice(from.length - tail))];
  return { parts: joined(all), isCoarse: isCut || steps === undefined };
}

type Step = readonly [kind: DiffPart['kind'], word: string];

function joined(steps: readonly Step[]): readonly DiffPart[] {
  const parts: { kind: DiffPart['kind']; words: string[] }[] = [];
  for (const [kind, word] of steps) {
    const last = parts.at(-1);
    if (last?.kind === kind) last.words.push(word);
    else parts.push({ kind, words: [word] });
  }
  return parts.map(({ kind, words }) => ({ kind, text: words.join(' ') }));
}

/** The steps of the shortest way; undefined where it takes more than `DIFF_EDITS_MAX`. */
function shortest(a: readonly string[], b: readonly string[]): readonly Step[] | undefined {
  const trace: Map<number, number>[] = [];
  let reached = new Map([[1, 0]]);
  for (let edits = 0; edits <= DIFF_EDITS_MAX; edits++) {
    trace.push(reached);
    const next = new Map(reached);
    for (let k = -edits; k <= edits; k += 2) {
      let x = isDown(reached, k, edits) ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return wayBack(a, b, trace);
    }
    reached = next;
  }
  return undefined;
}

const isDown = (reached: ReadonlyMap<number, number>, k: number, edits: number): boolean =>
  k === -edits || (k !== edits && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));

function wayBack(a: readonly string[], b: readonly string[], trace: readonly ReadonlyMap<number, number>[]) {
  const steps: Step[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reached = trace[edits] ?? new Map<number, number>();
    const k = x - y;
    const before = isDown(reached, k, edits) ? k + 1 : k - 1;
    const fromX = reached.get(before) ?? 0;
    const fromY = fromX - before;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      steps.push(['same', a[x] ?? '']);
    }
    if (edits === 0) break;
    if (x === fromX) {
      y -= 1;
      steps.push(['added', b[y] ?? '']);
    } else {
      x -= 1;
      steps.push(['removed', a[x] ?? '']);
    }
  }
  return steps.reverse();
}
