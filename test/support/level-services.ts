import { webTransport } from '../../src/main/signing/levels/web-transport.ts';
import { revocationSource } from '../../src/signatures/revocation/ask.ts';
import { memoryCache } from '../../src/signatures/revocation/cache.ts';
import type { LevelServices } from '../../src/signatures/sign/level-services.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import type { Manner, ValidationLab } from './validation-lab.ts';
import { read } from './validation-pki.ts';

/** To authorities on this machine, which nobody may ask who was not allowed to. */
export const labTransport = webTransport({ internalHosts: ['127.0.0.1'] });

/** Long, because the machine that runs the tests may stand still for seconds. */
const PATIENCE_MS = 60_000;

/** What the levels ask, over real HTTP, of an authority of a manner. */
export function levelServices(
  lab: ValidationLab,
  manner: Manner = 'honest',
  more: Partial<LevelServices> = {},
): LevelServices {
  const now = more.now ?? (() => new Date());
  return {
    transport: labTransport,
    now,
    revocation: revocationSource({ transport: labTransport, now, cache: memoryCache(now) }),
    anchors: [read(lab.pki.root.certificate)],
    intermediates: [],
    authority: { urls: [lab.tsa(manner)], timeoutMs: PATIENCE_MS },
    ...more,
  };
}

/** What our own verifier says without asking anybody, one line a signature: kind, level, indication. */
export async function saidOf(pdf: Uint8Array, lab: ValidationLab, at = new Date()): Promise<string[]> {
  const report = await verifyPdf(pdf, { anchors: [lab.pki.root.certificate], at, offline: true });
  return report.signatures.map(({ kind, level, indication, subIndication }) =>
    [kind, level, indication, subIndication].filter(Boolean).join(' '),
  );
}
