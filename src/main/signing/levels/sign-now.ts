import type { Level } from '../../../shared/signature/report.ts';
import { type SignedAtLevel, signAtLevel } from '../../../signatures/sign/level.ts';
import type { SignRequest } from '../../../signatures/sign/request.ts';
import type { ActionContext } from '../../handler.ts';

/** Signs with a time-stamp inside where one is wanted and can be had; what comes in revisions of its own must wait for the seal. */
export async function signNow(
  { levels, ports }: Pick<ActionContext, 'levels' | 'ports'>,
  base: Uint8Array,
  wanted: Level,
  request: SignRequest,
): Promise<SignedAtLevel> {
  const level = wanted === 'B-B' ? 'B-B' : 'B-T';
  const signed = await signAtLevel(base, request, level, levels.services(levels.patienceMs()));
  if (signed.shortfall?.code === 'timestamp.unreachable') levels.noteSilence();
  if (signed.shortfall) ports.log('signing.below-level', { code: signed.shortfall.code });
  return signed;
}
