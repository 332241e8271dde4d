import {
  type Asn1,
  items,
  Members,
  must,
  parsed,
  readOid,
  readSmallInteger,
  readWhole,
  TAG,
} from '../asn1/read.ts';
import { type Certificate, EXTENSION, isSelfIssued } from './certificate.ts';

const ANY_POLICY = '2.5.29.32.0';
const POLICIES_MAX = 100;

/** Policies under which the path is valid so far; `any` while nobody has narrowed them. */
type Valid = 'any' | ReadonlySet<string>;

/** Certificates still to come before a demand takes effect (RFC 5280 §6.1.2 (d)–(f)). */
type Counters = { explicit: number; mapping: number; inhibitAny: number };

const extensionOf = ({ extensions }: Certificate, wanted: string): Asn1 | undefined => {
  const found = extensions.find(({ oid }) => oid === wanted);
  return found && readWhole(found.value);
};

/** Policies that cannot be read are none: that matters only where somebody demands one. */
function policiesOf(certificate: Certificate): ReadonlySet<string> {
  const policies = parsed(() => {
    const value = extensionOf(certificate, EXTENSION.certificatePolicies);
    return value ? items(value).map((information) => readOid(new Members(information).next())) : [];
  });
  return new Set(policies.ok ? policies.value.slice(0, POLICIES_MAX) : []);
}

/** RFC 5280 §6.1.3 (d), (e): what stays valid under one more certificate. */
function narrowed(valid: Valid, own: ReadonlySet<string>, mayBeAny: boolean): Valid {
  if (own.has(ANY_POLICY) && mayBeAny) return valid;
  return new Set([...own].filter((one) => one !== ANY_POLICY && (valid === 'any' || valid.has(one))));
}

/** RFC 5280 §6.1.4 (a), (b): an authority may say which policies of others are as good as its own. */
function mapped(certificate: Certificate, valid: Valid, { mapping }: Counters): Valid {
  const value = extensionOf(certificate, EXTENSION.policyMappings);
  if (!value) return valid;
  const pairs = items(value).map((pair) => items(pair).map(readOid));
  must(pairs.length <= POLICIES_MAX && !pairs.flat().includes(ANY_POLICY), 'a policy mapped to any');
  const froms = new Set(pairs.map(([from]) => from));
  const kept = valid === 'any' ? [] : [...valid].filter((one) => !froms.has(one));
  if (mapping === 0) return valid === 'any' ? valid : new Set(kept);
  if (valid === 'any') return valid;
  return new Set([...kept, ...pairs.flatMap(([from = '', to = '']) => (valid.has(from) ? [to] : []))]);
}

/** RFC 5280 §6.1.4 (h)–(j): one certificate nearer, and what this one demands of those below it. */
function prepare(certificate: Certificate, counters: Counters): void {
  if (!isSelfIssued(certificate)) {
    counters.explicit = Math.max(0, counters.explicit - 1);
    counters.mapping = Math.max(0, counters.mapping - 1);
    counters.inhibitAny = Math.max(0, counters.inhibitAny - 1);
  }
  const constraints = extensionOf(certificate, EXTENSION.policyConstraints);
  const members = constraints && new Members(constraints);
  const demand = (field: Asn1 | undefined): number =>
    field ? readSmallInteger({ ...field, tag: TAG.integer }) : Number.POSITIVE_INFINITY;
  counters.explicit = Math.min(counters.explicit, demand(members?.optional(0x80)));
  counters.mapping = Math.min(counters.mapping, demand(members?.optional(0x81)));
  const inhibit = extensionOf(certificate, EXTENSION.inhibitAnyPolicy);
  counters.inhibitAny = Math.min(
    counters.inhibitAny,
    inhibit ? readSmallInteger(inhibit) : counters.inhibitAny,
  );
}

/**
 * RFC 5280 §6.1 for certificate policies, any of which is good to us: true when an authority of the path demands a policy and none is left that all agree
 * on, or when a demand cannot be read. `path` runs from the signer to the anchor, whose own policies do not count.
 */
export function breaksPolicies(path: readonly Certificate[]): boolean {
  const checked = parsed(() => {
    const length = path.length - 1;
    const counters: Counters = { explicit: length + 1, mapping: length + 1, inhibitAny: length + 1 };
    let valid: Valid = 'any';
    for (const [index, certificate] of path.slice(0, -1).toReversed().entries()) {
      const isLast = index === length - 1;
      const mayBeAny = counters.inhibitAny > 0 || (!isLast && isSelfIssued(certificate));
      valid = narrowed(valid, policiesOf(certificate), mayBeAny);
      if (counters.explicit === 0 && valid !== 'any' && valid.size === 0) return true;
      if (!isLast) valid = mapped(certificate, valid, counters);
      prepare(certificate, counters);
    }
    return counters.explicit === 0 && valid !== 'any' && valid.size === 0;
  });
  return !checked.ok || checked.value;
}
