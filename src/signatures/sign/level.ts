import { AppError, type Detail } from '../../shared/errors.ts';
import type { Level } from '../../shared/signature/report.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import { unsignedAttribute } from '../cms/build.ts';
import { ATTRIBUTE } from '../cms/parse.ts';
import { askTimestamp } from '../timestamp/authority.ts';
import { type ExtensionLevel, extend } from './extend.ts';
import { authorityOf, type LevelServices } from './level-services.ts';
import type { SignRequest } from './request.ts';
import { signPdf } from './sign.ts';

/** Why a signature stands lower than was wanted: told, never thrown, because the signature itself is there. */
export type Shortfall = { readonly code: FaultCode; readonly detail: Detail };

export type SignedAtLevel = {
  readonly bytes: Uint8Array;
  readonly level: Level;
  /** Undefined when the wanted level is reached. */
  readonly shortfall: Shortfall | undefined;
};

/** Room for a token with the chain of its authority. */
const TOKEN_BYTES = 8 * 1024;

/**
 * Signs at a level (EN 319 142-1 §6). What needs others, a time-stamp or revocation answers, may be late, missing or false: then the signature
 * stays at the level that it reached, and the reason is given. Throws only what `signPdf` throws.
 */
export async function signAtLevel(
  bytes: Uint8Array,
  request: Omit<SignRequest, 'unsignedAttributes' | 'reserveBytes'>,
  level: Level,
  services: LevelServices,
): Promise<SignedAtLevel> {
  if (level === 'B-B') return { bytes: await signPdf(bytes, request), level, shortfall: undefined };
  const stamped = await signStamped(bytes, request, services);
  if (stamped.shortfall) return { ...stamped, level: 'B-B' };
  let reached: SignedAtLevel = { ...stamped, level: 'B-T' };
  for (const step of STEPS[level]) {
    try {
      reached = { bytes: await extend(reached.bytes, step, services), level: step, shortfall: undefined };
    } catch (fault) {
      if (!(fault instanceof AppError)) throw fault;
      return { ...reached, shortfall: { code: fault.code, detail: fault.detail } };
    }
  }
  return reached;
}

/** One level after the other, so that a step that fails leaves the one before. */
const STEPS: Readonly<Record<ExtensionLevel, readonly ExtensionLevel[]>> = {
  'B-T': [],
  'B-LT': ['B-LT'],
  'B-LTA': ['B-LT', 'B-LTA'],
};

async function signStamped(
  bytes: Uint8Array,
  request: SignRequest,
  services: LevelServices,
): Promise<Pick<SignedAtLevel, 'bytes' | 'shortfall'>> {
  const authority = authorityOf(services);
  let shortfall: Shortfall | undefined = authority
    ? undefined
    : { code: 'extension.no-authority', detail: {} };
  if (!authority) return { bytes: await signPdf(bytes, request), shortfall };
  const signed = await signPdf(bytes, {
    ...request,
    reserveBytes: TOKEN_BYTES,
    unsignedAttributes: async (signature) => {
      const answer = await askTimestamp(authority, [signature]);
      shortfall = answer.ok ? undefined : { code: answer.code, detail: answer.detail };
      return answer.ok ? [unsignedAttribute(ATTRIBUTE.signatureTimeStamp, answer.token)] : [];
    },
  });
  return { bytes: signed, shortfall };
}
