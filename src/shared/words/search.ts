/** Words of a search hit that stand outside the document's own text. */
export const searchWords = {
  'search.snippet.gap': '…',
} as const;
