import { type Name, readName } from '../asn1/names.ts';
import { type Asn1, items, Members, parsed, readAt, readWhole } from '../asn1/read.ts';
import { type Certificate, EXTENSION } from './certificate.ts';

const DIRECTORY_NAME = 0xa4;

type Subtrees = { readonly permitted: readonly Asn1[]; readonly excluded: readonly Asn1[] };

function readSubtrees(value: Uint8Array): Subtrees {
  const members = new Members(readWhole(value));
  const bases = (field: Asn1 | undefined) =>
    field ? items(field).map((tree) => new Members(tree).next()) : [];
  return { permitted: bases(members.optional(0xa0)), excluded: bases(members.optional(0xa1)) };
}

/** A directory name lies in a subtree when the subtree's RDNs are its first ones (RFC 5280 §4.2.1.10). */
function isWithin(name: Name, base: Asn1): boolean {
  const wanted = items(readAt(base.content));
  const rdns = items(readWhole(name.raw));
  return wanted.every((rdn, index) => {
    const own = rdns[index];
    return own !== undefined && Buffer.compare(own.raw, rdn.raw) === 0;
  });
}

function breaks(constraints: Subtrees, name: Name): boolean {
  const directories = (bases: readonly Asn1[]) => bases.filter(({ tag }) => tag === DIRECTORY_NAME);
  const permitted = directories(constraints.permitted);
  const outside = permitted.length > 0 && !permitted.some((base) => isWithin(name, base));
  return outside || directories(constraints.excluded).some((base) => isWithin(name, base));
}

/**
 * RFC 5280 §6.1.4 (g): whether any of the certificates `below` breaks the name constraints of `authority`. Subject names are
 * compared; a certificate with alternative names under constraints of other kinds counts as outside, because we cannot tell.
 */
export function outsideNameConstraints(authority: Certificate, below: readonly Certificate[]): boolean {
  const extension = authority.extensions.find(({ oid }) => oid === EXTENSION.nameConstraints);
  if (!extension) return false;
  const answer = parsed(() => {
    const constraints = readSubtrees(extension.value);
    const hasOtherKinds = [...constraints.permitted, ...constraints.excluded].some(
      ({ tag }) => tag !== DIRECTORY_NAME,
    );
    return below.some((certificate) => {
      const hasAlternatives = certificate.extensions.some(({ oid }) => oid === EXTENSION.subjectAltName);
      return (
        breaks(constraints, readName(readWhole(certificate.subject.raw))) ||
        (hasOtherKinds && hasAlternatives)
      );
    });
  });
  return !answer.ok || answer.value;
}
