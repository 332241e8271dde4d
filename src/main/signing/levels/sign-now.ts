import type { Level } from '../../../shared/signature/report.ts';
import { type SignedAtLevel, signAtLevel } from '../../../signatures/sign/level.ts';
import type { SignRequest } from '../../../signatures/sign/request.ts';
import type { ActionContext } from '../../handler.ts';

/** An authority is waited for only so long while a person waits; what it does not give now is put behind the seal later. */
const PATIENCE_MS = 30_000;

/** Signs with a time-stamp inside where one is wanted and can be had; what comes in revisions of its own must wait for the seal. */
export async function signNow(
  { levels, ports }: Pick<ActionContext, 'levels' | 'ports'>,
  base: Uint8Array,
  wanted: Level,
  request: SignRequest,
): Promise<SignedAtLevel> {
  const level = wanted === 'B-B' ? 'B-B' : 'B-T';
  const signed = await signAtLevel(base, request, level, levels.services(PATIENCE_MS));
  if (signed.shortfall) ports.log('signing.below-level', { code: signed.shortfall.code });
  return signed;
}
