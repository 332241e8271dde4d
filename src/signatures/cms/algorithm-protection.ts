import { items, Members, must, parsed, readOid, TAG } from '../asn1/read.ts';
import { ATTRIBUTE, type Attribute, type SignerInfo, singleValue } from './parse.ts';

/**
 * RFC 6211: the signer may repeat both algorithms under the signature, so that nobody can swap them outside it. True when the
 * attribute is there and does not say what the SignerInfo says.
 */
export function hasForeignAlgorithmProtection(signer: SignerInfo, attributes: readonly Attribute[]): boolean {
  if (!attributes.some(({ oid }) => oid === ATTRIBUTE.cmsAlgorithmProtection)) return false;
  const value = singleValue(attributes, ATTRIBUTE.cmsAlgorithmProtection);
  if (!value) return true;
  const protectedBy = parsed(() => {
    const members = new Members(value);
    const digestOid = readOid(new Members(members.next(TAG.sequence)).next());
    const [signature] = items(members.next(0xa1));
    must(signature !== undefined, 'no signature algorithm');
    return { digestOid, signatureOid: readOid(signature) };
  });
  return (
    !protectedBy.ok ||
    protectedBy.value.digestOid !== signer.digestAlgorithm.oid ||
    protectedBy.value.signatureOid !== signer.signatureAlgorithm.oid
  );
}
