import { ASN1_DEPTH_MAX, type Asn1, items, must, readOctets, TAG } from './read.ts';
import { der, setOf } from './write.ts';

const CONSTRUCTED = 0x20;
const CONSTRUCTED_OCTETS = 0x24;

/**
 * The DER form (X.690 §10, §11) of what was written in BER: definite shortest lengths, octet strings in one piece, sets in order. Values of primitive
 * elements are left as they are. Throws `Asn1Fault` for what cannot be read.
 */
export function derForm(element: Asn1, depth = 0): Uint8Array {
  must(depth <= ASN1_DEPTH_MAX, 'elements nested too deep');
  if (element.tag === CONSTRUCTED_OCTETS) return der(TAG.octetString, readOctets(element));
  if ((element.tag & CONSTRUCTED) === 0) return der(element.tag, element.content);
  const members = items(element).map((item) => derForm(item, depth + 1));
  return element.tag === TAG.set ? setOf(members) : der(element.tag, ...members);
}
