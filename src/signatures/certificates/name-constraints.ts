import type { Name } from '../asn1/names.ts';
import { type Asn1, items, Members, parsed, readAt, readWhole } from '../asn1/read.ts';
import { type Certificate, EXTENSION } from './certificate.ts';

/** Tags of GeneralName (RFC 5280 §4.2.1.6) in the two forms that a subtree and a name may have here. */
const MAIL = 0x81;
const DOMAIN = 0x82;
const DIRECTORY_NAME = 0xa4;

type Subtrees = { readonly permitted: readonly Asn1[]; readonly excluded: readonly Asn1[] };

function readSubtrees(value: Uint8Array): Subtrees {
  const members = new Members(readWhole(value));
  const bases = (field: Asn1 | undefined) =>
    field ? items(field).map((tree) => new Members(tree).next()) : [];
  return { permitted: bases(members.optional(0xa0)), excluded: bases(members.optional(0xa1)) };
}

/** A directory name lies in a subtree when the subtree's RDNs are its first ones (RFC 5280 §4.2.1.10). */
function isDirectoryWithin(name: Asn1, base: Asn1): boolean {
  const wanted = items(readAt(base.content));
  const rdns = items(readAt(name.content));
  return wanted.every((rdn, index) => {
    const own = rdns[index];
    return own !== undefined && Buffer.compare(own.raw, rdn.raw) === 0;
  });
}

const textOf = ({ content }: Asn1): string => Buffer.from(content).toString('latin1').toLowerCase();

/** `example.vn` takes itself and what lies below; `.example.vn` only what lies below. */
const isDomainWithin = (domain: string, base: string): boolean =>
  base === '' || domain === base || domain.endsWith(base.startsWith('.') ? base : `.${base}`);

/** A mailbox, all of a host, or all below a domain. */
function isMailWithin(mail: string, base: string): boolean {
  if (base.includes('@')) return mail === base;
  const host = mail.slice(mail.lastIndexOf('@') + 1);
  return base.startsWith('.') ? host.endsWith(base) : host === base;
}

/** Undefined for kinds of names that are not compared here. */
function isWithin(name: Asn1, base: Asn1): boolean | undefined {
  if (name.tag !== base.tag) return false;
  if (name.tag === DIRECTORY_NAME) return isDirectoryWithin(name, base);
  if (name.tag === MAIL) return isMailWithin(textOf(name), textOf(base));
  return name.tag === DOMAIN ? isDomainWithin(textOf(name), textOf(base)) : undefined;
}

/** A name breaks constraints of its own kind only; what cannot be compared is outside. */
function breaks({ permitted, excluded }: Subtrees, name: Asn1): boolean {
  const ofKind = (bases: readonly Asn1[]) => bases.filter(({ tag }) => tag === name.tag);
  const allowed = ofKind(permitted);
  const isOutside = allowed.length > 0 && !allowed.some((base) => isWithin(name, base) === true);
  return isOutside || ofKind(excluded).some((base) => isWithin(name, base) !== false);
}

/** The subject as a directory name, unless it is empty, and the alternative names. */
function namesOf({ subject, extensions }: Certificate): readonly Asn1[] {
  const alternatives = extensions.find(({ oid }) => oid === EXTENSION.subjectAltName);
  const own: readonly Asn1[] =
    subject.parts.length === 0
      ? []
      : [{ tag: DIRECTORY_NAME, content: subject.raw, raw: subject.raw, strict: true }];
  return [...own, ...(alternatives ? items(readWhole(alternatives.value)) : []), ...mailsIn(subject)];
}

/** RFC 5280 §4.2.1.10: a mail address inside the subject counts as one too. */
const mailsIn = ({ parts }: Name): readonly Asn1[] =>
  parts
    .filter(({ label }) => label === 'E')
    .map(({ value }) => {
      const content = Buffer.from(value, 'latin1');
      return { tag: MAIL, content, raw: content, strict: true };
    });

/** RFC 5280 §6.1.3 (b), (c): whether any of the certificates `below` breaks the name constraints of `authority`, or they cannot be read. */
export function outsideNameConstraints(authority: Certificate, below: readonly Certificate[]): boolean {
  const extension = authority.extensions.find(({ oid }) => oid === EXTENSION.nameConstraints);
  if (!extension) return false;
  const answer = parsed(() => {
    const constraints = readSubtrees(extension.value);
    return below.some((certificate) => namesOf(certificate).some((name) => breaks(constraints, name)));
  });
  return !answer.ok || answer.value;
}
