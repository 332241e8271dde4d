import type { OperationShown } from '../../../shared/contract/sync.ts';
import { say, type WordKey, words } from '../../../shared/words/vi.ts';

const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);

/** An operation in words; one of a newer program by its own name. */
export const nameOf = (name: string): string => {
  const key = `operation.${name}`;
  return isWord(key) ? say(key) : name;
};

/** A signature that was made here and does not count: never the document. */
export const isRefusedSignature = ({ name, state }: Pick<OperationShown, 'name' | 'state'>): boolean =>
  name === 'outgoing.recordSignature' && (state === 'refused' || state === 'conflict');

/** What a row and its detail are headed with. */
export const titleOf = (operation: Pick<OperationShown, 'name' | 'state'>): string =>
  isRefusedSignature(operation) ? say('sync.signature.refused') : nameOf(operation.name);

/** A field of a body in words. */
export const fieldName = (field: string): string => {
  const key = `field.${field}`;
  return isWord(key) ? say(key) : field;
};
