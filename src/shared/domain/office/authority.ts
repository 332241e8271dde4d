import type { Actor } from '../core/command.ts';
import { may } from '../core/rights.ts';
import type { AgencyId, Instant, LocalDate } from '../core/values.ts';
import type { Delegation, SealHandover } from './delegation.ts';
import type { Official } from './official.ts';

/** The head, or who has the rights of one, signs everything (article 13.1, 13.2); deputies and others sign what they were given. */
export const isHead = ({ roles, signingCapacity = '' }: Official): boolean =>
  roles.includes('leader') && ['', 'TM.', 'Q.'].includes(signingCapacity);

const sameWords = (a: string, b: string): boolean =>
  a.normalize('NFC').trim().toLocaleLowerCase('vi') === b.normalize('NFC').trim().toLocaleLowerCase('vi');

type Paper = { readonly agencyId: AgencyId; readonly typeName: string };

/** Why an official may not sign this type today, or nothing when he may (article 13). */
export function authorityProblem(
  actor: Actor,
  { agencyId, typeName }: Paper,
  delegation: Delegation | undefined,
  today: LocalDate,
): 'outgoing.no-authority' | 'outgoing.authority-other-type' | 'outgoing.authority-ended' | undefined {
  if (actor.agencyId !== agencyId) return 'outgoing.no-authority';
  if (isHead(actor)) return undefined;
  if (!delegation || delegation.officialId !== actor.id || delegation.agencyId !== agencyId)
    return 'outgoing.no-authority';
  if (today < delegation.from || (delegation.to !== undefined && today > delegation.to))
    return 'outgoing.authority-ended';
  const { typeNames } = delegation;
  const covers = typeNames.length === 0 || typeNames.some((each) => sameWords(each, typeName));
  return covers ? undefined : 'outgoing.authority-other-type';
}

/** Whether the official uses the seal himself as văn thư, or has it in his hands by a recorded hand-over (article 32.2b, c). */
export const maySeal = (
  actor: Actor,
  owner: { readonly agencyId: AgencyId },
  handover: SealHandover | undefined,
  at: Instant,
): boolean =>
  may(actor, 'seal', owner) ||
  (handover !== undefined &&
    actor.agencyId === owner.agencyId &&
    handover.agencyId === owner.agencyId &&
    handover.officialId === actor.id &&
    handover.returnedAt === undefined &&
    handover.from <= at &&
    at < handover.to);
