import { fold } from './fold.ts';

const words = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * How well what was typed fits a name, folded: 0 where each typed word begins a word of it in the order of the name, 1 where the typed letters begin its initials
 * ("vbd" for "Văn bản đến"), 2 where each stands anywhere in it; undefined where it does not fit. What is empty fits everything equally.
 */
export function matchName(typed: string, name: string): 0 | 1 | 2 | undefined {
  const wanted = words(typed);
  const parts = words(name);
  let from = 0;
  const inOrder = wanted.every((word) => {
    const at = parts.findIndex((part, index) => index >= from && part.startsWith(word));
    from = at + 1;
    return at >= 0;
  });
  if (inOrder) return 0;
  const [only = ''] = wanted;
  if (
    wanted.length === 1 &&
    parts
      .map(([first]) => first)
      .join('')
      .startsWith(only)
  )
    return 1;
  const whole = parts.join(' ');
  return wanted.every((word) => whole.includes(word)) ? 2 : undefined;
}
