import { expect, test } from 'vitest';
import type { Hint } from '../../../shared/protocol/feed.ts';
import { readLines } from './hints.ts';

test('hints are read over any cut of the stream; pings and nonsense hint at nothing', () => {
  const text = ': ping\n\ndata: {"head":7}\r\n\r\nevent: x\ndata: {"head":"8"}\ndata:{"head":9}\ndata: {"he';
  for (let cut = 0; cut <= text.length; cut++) {
    const hints: Hint[] = [];
    const rest = readLines(
      readLines(text.slice(0, cut), (hint) => hints.push(hint)) + text.slice(cut),
      (hint) => hints.push(hint),
    );
    expect(hints).toEqual([{ head: 7 }, { head: 9 }]);
    expect(rest).toBe('data: {"he');
  }
});
