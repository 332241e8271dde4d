import { type Asn1, items, Members, parsed, readOid, readWhole } from '../asn1/read.ts';
import { type Certificate, EXTENSION } from './certificate.ts';

const OCSP = '1.3.6.1.5.5.7.48.1';
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';
const URI = 0x86;
const FULL_NAME = 0xa0;

/** Addresses of one kind that are looked at in one certificate: each may cost a time-out. */
export const LOCATIONS_MAX = 3;
const ADDRESS_LENGTH_MAX = 1024;

/** Where a certificate says that its state and its issuer can be asked; only http and https, ldap is left out. */
export type Locations = {
  readonly ocsp: readonly string[];
  readonly issuers: readonly string[];
  readonly crls: readonly string[];
};

const isAddress = (text: string): boolean =>
  text.length <= ADDRESS_LENGTH_MAX && /^https?:\/\/[\x21-\x7e]+$/i.test(text);

const addressesIn = (names: readonly Asn1[]): readonly string[] =>
  names
    .filter(({ tag }) => tag === URI)
    .map(({ content }) => Buffer.from(content).toString('latin1'))
    .filter(isAddress);

function accessOf(extension: Uint8Array, method: string): readonly string[] {
  const addresses = items(readWhole(extension)).flatMap((description) => {
    const members = new Members(description);
    return readOid(members.next()) === method ? addressesIn([members.next()]) : [];
  });
  return addresses.slice(0, LOCATIONS_MAX);
}

/** RFC 5280 §4.2.1.13: only points for all reasons and by the issuer itself; an indirect list is nobody's we could check. */
function pointsOf(extension: Uint8Array): readonly string[] {
  const addresses = items(readWhole(extension)).flatMap((point) => {
    const members = new Members(point);
    const name = members.optional(0xa0);
    const isNarrowed = members.optional(0x81, 0xa2) !== undefined;
    const full = name && !isNarrowed ? readWhole(name.content) : undefined;
    return full?.tag === FULL_NAME ? addressesIn(items(full)) : [];
  });
  return addresses.slice(0, LOCATIONS_MAX);
}

/** RFC 5280 §4.2.2.1, §4.2.1.13. An extension that cannot be read names nobody. */
export function locationsOf({ extensions }: Certificate): Locations {
  const extensionOf = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value;
  const read = (value: Uint8Array | undefined, from: (value: Uint8Array) => readonly string[]) => {
    const found = value && parsed(() => from(value));
    return found?.ok ? found.value : [];
  };
  const access = extensionOf(EXTENSION.authorityInfoAccess);
  return {
    ocsp: read(access, (value) => accessOf(value, OCSP)),
    issuers: read(access, (value) => accessOf(value, CA_ISSUERS)),
    crls: read(extensionOf(EXTENSION.crlDistributionPoints), pointsOf),
  };
}
