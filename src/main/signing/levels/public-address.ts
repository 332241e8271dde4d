import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA's special-purpose registries (RFC 6890): this machine, private and shared networks, link-local, documentation, tests, multicast, reserved. */
const SPECIAL = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  SPECIAL.addSubnet(net, prefix);
/** Of the global unicast addresses: protocol assignments with Teredo, documentation, 6to4, which may carry an IPv4 address of those above. */
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  SPECIAL.addSubnet(net, prefix, 'ipv6');
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address lies in the public Internet. IPv6 inside 2000::/3 alone, so that unique-local, link-local and IPv4-mapped ones do not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !SPECIAL.check(address);
  return GLOBAL_UNICAST.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
}

/** The name stands for an address inside some network. */
export class InternalAddress extends Error {
  override readonly name = 'InternalAddress';
}

/** Looks up a name for a connection and fails with `InternalAddress` unless every address of it is public: what was checked is what is connected to. */
export const publicLookup: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (fault, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (fault || !first) return done(fault ?? new Error('no address'), []);
    if (!found.every(({ address }) => isPublicAddress(address))) return done(new InternalAddress(name), []);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};
