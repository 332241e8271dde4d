import { DocumentCopy20Regular } from '@fluentui/react-icons';
import type { Allowed } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import type { Act } from './acts.ts';

/** Sao văn bản: only for whoever may, and only where there is something to copy. */
export const makeCopyAct = (allowed: readonly Allowed[], act: () => void): readonly Act[] =>
  allowed.some(({ name, isAllowed }) => name === 'outgoing.makeCopy' && isAllowed)
    ? [{ key: 'makeCopy', label: say('copy.make'), icon: <DocumentCopy20Regular />, act }]
    : [];
