import { say, type WordKey, words } from '../../../shared/words/vi.ts';

const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);

/** An operation in words; one of a newer program by its own name. */
export const nameOf = (name: string): string => {
  const key = `operation.${name}`;
  return isWord(key) ? say(key) : name;
};

/** A field of a body in words. */
export const fieldName = (field: string): string => {
  const key = `field.${field}`;
  return isWord(key) ? say(key) : field;
};
