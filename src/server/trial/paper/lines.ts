import type { Fonts } from './fonts.ts';
import type { Face, Run } from './paper.ts';

export type Word = { readonly text: string; readonly face: Face; readonly width: number };

/** One set line. `slack` is what justification may spread over the gaps; 0 on a last line. */
export type Line = {
  readonly words: readonly Word[];
  readonly width: number;
  readonly indent: number;
  readonly slack: number;
};

export type Setting = {
  readonly size: number;
  readonly width: number;
  /** First line indent, in points. */
  readonly indent: number;
  readonly justified: boolean;
};

const BALANCE_STEP = 4;

/** Breaks runs into lines, filling each as far as it goes. U+00A0 keeps words together. A word wider than a line stays whole. */
export function breakLines(runs: readonly Run[], fonts: Fonts, setting: Setting): Line[] {
  const { size } = setting;
  const words = runs.flatMap(({ text, face }) =>
    text
      .split(' ')
      .filter((word) => word !== '')
      .map((word): Word => {
        const shown = word.replaceAll('\u00a0', ' ');
        return { text: shown, face, width: fonts.width({ text: shown, face }, size) };
      }),
  );
  const lines: Line[] = [];
  let current: Word[] = [];
  let width = 0;
  const close = (isLast: boolean) => {
    const indent = lines.length === 0 ? setting.indent : 0;
    const slack = setting.justified && !isLast ? setting.width - indent - width : 0;
    lines.push({ words: current, width, indent, slack });
  };
  for (const word of words) {
    const indent = lines.length === 0 ? setting.indent : 0;
    const gap = current.length === 0 ? 0 : spaceAfter(current, fonts, size);
    if (current.length > 0 && indent + width + gap + word.width > setting.width) {
      close(false);
      current = [word];
      width = word.width;
    } else {
      current.push(word);
      width += gap + word.width;
    }
  }
  if (current.length > 0) close(true);
  return lines;
}

function spaceAfter(words: readonly Word[], fonts: Fonts, size: number): number {
  return fonts.width({ text: ' ', face: words.at(-1)?.face ?? 'regular' }, size);
}

/** Breaks centred text so that its lines are of like length, with no more lines than needed. */
export function breakBalanced(runs: readonly Run[], fonts: Fonts, size: number, width: number): Line[] {
  const setting = { size, indent: 0, justified: false };
  const greedy = breakLines(runs, fonts, { ...setting, width });
  if (greedy.length < 2) return greedy;
  let best = greedy;
  for (let tried = width; tried > width / greedy.length; tried -= BALANCE_STEP) {
    const lines = breakLines(runs, fonts, { ...setting, width: tried });
    if (lines.length > greedy.length) break;
    best = lines;
  }
  return best;
}
