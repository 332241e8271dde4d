import type { Handlers } from '../handler.ts';
import { exportHits } from './export-hits.ts';
import { findNewest, findRanked } from './find.ts';
import { forgetSearch, savedSearches, saveSearch } from './saved.ts';

export const searchHandlers: Handlers<
  'search.find' | 'search.export' | 'search.saved' | 'search.save' | 'search.forget'
> = {
  'search.find': ({ db }, { order, limit, ...asked }) => {
    const { hits, isMore } = (order === 'newest' ? findNewest : findRanked)(db, asked, limit);
    return { hits: [...hits], isMore };
  },
  'search.export': (context, input) => exportHits(context, input),
  'search.saved': ({ db }) => savedSearches(db),
  'search.save': ({ write, announce }, search) => {
    write((db) => saveSearch(db, search));
    announce('search');
    return {};
  },
  'search.forget': ({ write, announce }, { name }) => {
    write((db) => forgetSearch(db, name));
    announce('search');
    return {};
  },
};
