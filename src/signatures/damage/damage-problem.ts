import { z } from 'zod';
import type { PackageProblem } from '../../shared/edxml/package.ts';
import { findDamage } from './find-damage.ts';

/** Whether any of the bytes of a PDF is damaged for certain, or its structure does not fit; `unchecked` where a limit ended the look and nothing was found. */
export const DamageOutcome = z.enum(['none', 'content', 'structure', 'unchecked']);
export type DamageOutcome = z.infer<typeof DamageOutcome>;

export function damageOutcome(bytes: Uint8Array): DamageOutcome {
  const found = findDamage(bytes);
  if (found === 'unchecked') return 'unchecked';
  if (found.length === 0) return 'none';
  return found.some(({ kind }) => kind === 'content') ? 'content' : 'structure';
}

/** What is said of it among the problems of its package: what readers mend is told and hinders nothing. */
export function damageProblems(
  outcome: DamageOutcome,
  path: string,
  name: string,
): readonly PackageProblem[] {
  if (outcome === 'content') return [{ path, code: 'pdf-damaged', detail: { name } }];
  if (outcome === 'structure') return [{ path, code: 'pdf-irregular', detail: { name }, isMinor: true }];
  return [];
}
