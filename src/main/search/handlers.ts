import type { Handlers } from '../handler.ts';
import { exportHits } from './export-hits.ts';
import { findNewest, findRanked } from './find.ts';

export const searchHandlers: Handlers<'search.find' | 'search.export'> = {
  'search.find': ({ db }, { text, order, limit }) => {
    const { hits, isMore } = order === 'newest' ? findNewest(db, text, limit) : findRanked(db, text, limit);
    return { hits: [...hits], isMore };
  },
  'search.export': (context, input) => exportHits(context, input),
};
