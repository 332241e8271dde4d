import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { OfficialId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';

/** Officials of the directory as a field offers them: nobody until one is chosen. */
export const personChoices = (officials: Output<'office.listOfficials'>) => [
  { value: '', label: say('authority.choose') },
  ...officials.map(({ officialId, official: { fullName, position } }) => ({
    value: officialId as string,
    label: say('authority.person', { name: fullName, position }),
  })),
];

/** The chosen one. */
export const personField = z.string().min(1, say('invalid.required')).pipe(OfficialId);
