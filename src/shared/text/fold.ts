const marks = /\p{M}/gu;

/**
 * Folds Vietnamese text for search and comparison: lower case, no marks, đ→d; one function for text and query alike, because SQLite's own
 * diacritic removal leaves đ. Idempotent, and the same for NFC and NFD input.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(marks, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .normalize('NFC');

/** The searchable words of a folded text: letters and digits, split at everything else, as the index splits them. */
export const foldedWords = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
