import type { Actor } from '../../shared/domain/core/command.ts';
import type { DelegationId, HandoverId, Instant } from '../../shared/domain/core/values.ts';
import { authorityProblem, isHead, maySeal } from '../../shared/domain/office/authority.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import type { QueryContext } from '../handler.ts';
import { allOf } from '../store/entities.ts';

/** Under which recorded authority an official, else who sits here, would sign this document; nothing for the head (NĐ 30/2020 article 13). */
export function authorityFor(
  { db, actor, today }: QueryContext,
  document: Outgoing,
  official: Actor = actor(),
): { readonly delegationId?: DelegationId } {
  if (isHead(official)) return {};
  const own = allOf(db, 'delegation').filter(({ body }) => body.officialId === official.id);
  const inForce = own.filter(({ body }) => !authorityProblem(official, document, body, today()));
  // One that names the type says more than one for everything; without any, the rule says why.
  const best = inForce.find(({ body }) => body.typeNames.length > 0) ?? inForce[0] ?? own.at(-1);
  return best ? { delegationId: best.id as DelegationId } : {};
}

/** By which hand-over the official who sits here would seal; nothing for the clerk (article 32.2b). */
export function handoverFor(
  { db, actor, ports }: QueryContext,
  document: Pick<Outgoing, 'agencyId'>,
): { readonly handoverId?: HandoverId } {
  const official = actor();
  if (official.roles.includes('clerk')) return {};
  const at: Instant = ports.now();
  const held = allOf(db, 'sealHandover').find(({ body }) => maySeal(official, document, body, at));
  return held ? { handoverId: held.id as HandoverId } : {};
}

/** Refuses before the key is used what the command would refuse after. Throws the rule's own code. */
export function demandAuthority(context: QueryContext, document: Outgoing, role: 'person' | 'agency'): void {
  const official = context.actor();
  if (role === 'agency') {
    const { handoverId } = handoverFor(context, document);
    const handover = handoverId && context.read('sealHandover', handoverId);
    if (!maySeal(official, document, handover, context.ports.now()))
      throw new AppError('outgoing.only-clerk-seals');
    return;
  }
  if (document.signerId !== official.id) throw new AppError('outgoing.only-signer');
  const { delegationId } = authorityFor(context, document);
  const delegation = delegationId && context.read('delegation', delegationId);
  const problem = authorityProblem(official, document, delegation, context.today());
  if (problem) throw new AppError(problem);
}
