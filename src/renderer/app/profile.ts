import { useQuery } from '@tanstack/react-query';
import type { ProfileShown } from '../../shared/contract/office.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import { dayOf, instantOf } from '../../shared/text/day.ts';
import { read } from './read.ts';

/** Who sits here; undefined until the application has answered. */
export const useProfile = (): ProfileShown | undefined => useQuery(read('profile.get', {})).data;

/** Today by the application's corrected clock; by this machine's until it has answered. */
export const useToday = (): LocalDate => useProfile()?.today ?? dayOf(instantOf(Date.now()));
