import type { PackageProblem } from '../../shared/edxml/package.ts';
import type { XmlReport } from './verify.ts';

/** An algorithm that we do not check, or no certificate, leaves open what the package says; anything else speaks against it. */
export function signatureProblems(signature: XmlReport): readonly PackageProblem[] {
  if (!('subIndication' in signature)) return [];
  const { outcome, subIndication } = signature;
  if (subIndication === 'HASH_FAILURE' || subIndication === 'SIG_CRYPTO_FAILURE')
    return [{ path: 'edXML', code: 'signature-broken' }];
  const isPartial = outcome === 'failed' || subIndication === 'SIGNED_DATA_NOT_FOUND';
  return isPartial ? [{ path: 'edXML', code: 'signature-partial' }] : [];
}
