import type { Role } from '../office/official.ts';
import type { Actor } from './command.ts';
import type { AgencyId } from './values.ts';

/** What a role may do in its own agency, as a civil servant would read it (NĐ 30/2020 articles 4, 13, 24, 32). */
const rights = {
  /** Sees every incoming document; the others, what is assigned to them. */
  oversee: ['clerk', 'leader'],
  receive: ['clerk'],
  register: ['clerk'],
  correct: ['clerk'],
  /** Puts a registered document before a leader (article 23). */
  present: ['clerk'],
  direct: ['leader'],
  /** Types in what a leader wrote on the paper. */
  recordDirective: ['clerk'],
  draft: ['specialist', 'clerk', 'leader'],
  sign: ['leader'],
  return: ['leader'],
  number: ['clerk'],
  seal: ['clerk'],
  dispatch: ['clerk'],
  /** Says when recipients that do not answer are pointed out. */
  chase: ['clerk', 'administrator'],
  /** Takes a lent book from its holder before its time. */
  withdrawLease: ['leader', 'administrator'],
  /** Makes the year's list of dossiers, and keeps the agency's archive (NĐ 30/2020 articles 28, 30). */
  listDossiers: ['clerk'],
  archive: ['clerk'],
  /** Types in how many classified documents there were; nothing else of them is here. */
  recordClassified: ['clerk'],
  /** The server itself where another agency of the province contained what it had sent. */
  contain: ['clerk', 'leader', 'system'],
  administer: ['administrator', 'system'],
  /** Confirms what another changed of somebody's rights (annex VI part I, III.3.c). */
  confirmRights: ['leader', 'administrator'],
  exchange: ['system'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

/** Whether the actor may do this in the agency that the thing belongs to. */
export const may = (actor: Actor, right: Right, { agencyId }: { readonly agencyId: AgencyId }): boolean =>
  actor.leftOn === undefined &&
  (actor.agencyId === agencyId || actor.roles.includes('system')) &&
  actor.roles.some((role) => (rights[right] as readonly Role[]).includes(role));
