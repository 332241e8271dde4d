import { hashReliableUntil } from '../algorithm-policy.ts';
import type { HashName } from '../asn1/algorithms.ts';
import { type Certificate, parseCertificate } from '../certificates/certificate.ts';
import { checkPath, type PathCheck, type PathPurpose } from '../certificates/path.ts';
import { addedAnswers, addedCertificates, signedAnswers } from '../cms/carried.ts';
import type { SignedData } from '../cms/parse.ts';
import { certificatesOf, type SignerCheck } from '../cms/signer-info.ts';
import type { TimestampInfo } from '../cms/timestamp-token.ts';
import type { Budget } from '../pdf/limits.ts';
import { type FoundAnswer, readAnswers } from './answers.ts';
import { isSound, type SignatureEvidence, type TokenEvidence } from './evidence.ts';
import type { Evidence, JudgedToken, Stamp, TrustEvidence } from './finding.ts';
import { judgeTrust } from './judge.ts';
import { makeProofs, type ProofOfExistence, type Proofs, subjectOf } from './proofs.ts';
import { statesOf } from './revocation.ts';
import { slide } from './sliding.ts';

/** What a verifier is given beside the file, and what the file says outside its signatures. */
export type World = {
  readonly anchors: readonly Certificate[];
  /** Certificates that may stand between: our own, and those of the document's store. Nothing of it is trusted. */
  readonly known: readonly Certificate[];
  /** Answers of the document's store and those that were fetched. */
  readonly answers: readonly FoundAnswer[];
  /** What the store of a revision holds, as proofs name it. */
  readonly storedIn: (revision: number) => readonly string[];
  readonly at: Date;
  readonly budget: Budget;
};

/** A public key operation in steps of the budget: so many that the clock is looked at after each path. */
const PATH_STEPS = 4096;
/** Document time-stamps that are looked at as proofs; a document renewed each year for decades stays below. */
const STAMPS_MAX = 50;

/** Something signed by somebody, with what it carries: a signature, a document time-stamp, or a token. */
type Signed = {
  readonly signer: SignerCheck;
  readonly cms: SignedData;
  readonly purpose: PathPurpose;
  /** The hash that everything rests on; of a time-stamp the weaker of its imprint's and its signature's. */
  readonly hash: HashName | undefined;
};

/**
 * The long-term process (EN 319 102-1 §5.6.3): document time-stamps from the newest to the oldest, each judged with the proofs that newer ones gave
 * and then itself giving proof of what it covers; then the time-stamps inside each signature; then the signature.
 */
export function gatherTrust(all: readonly SignatureEvidence[], world: World): readonly Evidence[] {
  const proofs = makeProofs();
  const trusted = new Map<SignatureEvidence, TrustEvidence>();
  const isProof = new Set<SignatureEvidence>();
  for (const stamp of stampsOf(all)) {
    const trust = trustIn(stamp, proofs, undefined, world);
    trusted.set(stamp, trust);
    if (!isSoundStamp(stamp) || judgeTrust(trust).outcome !== 'passed') continue;
    isProof.add(stamp);
    const { token, signer } = stamp.cms ?? {};
    const by = { by: 'document-timestamp', authority: signer?.certificate, field: stamp.field.name } as const;
    if (token) proofs.add(coveredBy(stamp, all, world), { at: token.at, ...by });
  }
  return all.map((one) => {
    const before = stampedBefore(one, isProof);
    const tokens = judgeTokens(one, proofs, world);
    const contents = one.contentTimestamps.flatMap((token) => judgeToken(token, proofs, world) ?? []);
    const firsts = [...before.flatMap(({ cms }) => cms?.token ?? []), ...infosOf(contents)];
    const madeAfter = one.kind === 'signature' ? latest(firsts) : undefined;
    const after = [...isProof].filter((stamp) => revisionOf(stamp) > revisionOf(one));
    const trust = trusted.get(one) ?? trustIn(one, proofs, madeAfter, world);
    const own = one.cms?.token ? [one.cms.token] : infosOf(tokens);
    const stamps = [firsts, own, inOrder(after)].map((group) => group.map(stretchOf));
    return { ...one, ...trust, tokens, stamps: ordered(stamps) };
  });
}

const revisionOf = ({ byteRange }: SignatureEvidence): number => byteRange.revision ?? -1;

const stampsOf = (all: readonly SignatureEvidence[]): readonly SignatureEvidence[] =>
  all
    .filter(({ kind }) => kind === 'timestamp')
    .toSorted((a, b) => revisionOf(b) - revisionOf(a))
    .slice(0, STAMPS_MAX);

/** The token stamps the bytes that it claims to stamp, and its own signature holds. */
const isSoundStamp = ({ cms, byteRange, kind }: SignatureEvidence): boolean =>
  kind === 'timestamp' &&
  byteRange.revision !== undefined &&
  byteRange.leavesOutContents &&
  cms?.carriedDigestFits === true &&
  isSound(cms.signer);

const weaker = (imprint: HashName | undefined, hash: HashName | undefined): HashName | undefined =>
  imprint && hashReliableUntil(imprint) ? imprint : hash;

function signedOf(one: SignatureEvidence): Signed | undefined {
  const { cms, kind } = one;
  if (!cms?.signer) return undefined;
  const purpose = kind === 'timestamp' ? 'time-stamping' : 'document-signing';
  const hash = weaker(cms.token?.hash, cms.signer.hash);
  return { signer: cms.signer, cms: cms.signed, purpose, hash };
}

function trustIn(
  one: SignatureEvidence,
  proofs: Proofs,
  madeAfter: Date | undefined,
  world: World,
): TrustEvidence {
  return trustOf(signedOf(one), {
    proofs,
    proof: proofs.of(subjectOf.signature(one.field.key)),
    madeAfter,
    world,
  });
}

type Surroundings = {
  readonly proofs: Proofs;
  readonly proof: ProofOfExistence | undefined;
  readonly madeAfter: Date | undefined;
  readonly world: World;
};

function trustOf(
  signed: Signed | undefined,
  { proofs, proof, madeAfter, world }: Surroundings,
): TrustEvidence {
  const { at, budget } = world;
  const path = signed && pathOf(signed, proof?.at, proofs, world);
  const chain = path?.path ?? [];
  const carried = signed ? carriedIn(signed) : [];
  const states = statesOf(chain, { answers: [...carried, ...world.answers], proofs, at, budget });
  const sliding = slide(chain, states, proofs, at);
  const freshAt = signed?.purpose === 'time-stamping' ? undefined : (proof?.at ?? at);
  return { at, path, states, proof, madeAfter, freshAt, sliding, hash: signed?.hash };
}

const carriedIn = ({ cms, signer }: Signed): readonly FoundAnswer[] => [
  ...readAnswers(signedAnswers(signer.signer), 'signature'),
  ...readAnswers(addedAnswers(cms, signer.signer), 'signature'),
];

/** The path at the present; where only the past can be proven (EN 319 102-1 §5.6.2.1), the path at that time. */
function pathOf(
  { signer, purpose, cms }: Signed,
  provenAt: Date | undefined,
  proofs: Proofs,
  { anchors, known, at, budget }: World,
): PathCheck | undefined {
  const { certificate } = signer;
  if (!certificate) return undefined;
  const added = addedCertificates(signer.signer).flatMap((der) => {
    const read = parseCertificate(der);
    return read.ok ? [read.value] : [];
  });
  const request = {
    certificate,
    candidates: [...signer.certificates, ...certificatesOf(cms), ...added, ...known],
    anchors,
    purpose,
    knownSince: (one: Certificate) => proofs.of(subjectOf.certificate(one))?.at,
  };
  budget.spend(PATH_STEPS);
  const present = checkPath({ ...request, at });
  if (present.outcome === 'passed' || !provenAt) return present;
  budget.spend(PATH_STEPS);
  const past = checkPath({ ...request, at: provenAt });
  return past.outcome === 'passed' ? past : present;
}

/** Everything that lies in the bytes of a document time-stamp: older signatures with all they carry, and the store (§5.6.2.3.4). */
function coveredBy(
  stamp: SignatureEvidence,
  all: readonly SignatureEvidence[],
  world: World,
): readonly string[] {
  const revision = revisionOf(stamp);
  const older = all.filter(
    (one) => one !== stamp && one.byteRange.revision !== undefined && revisionOf(one) < revision,
  );
  return [
    ...older.flatMap((one) => {
      const signed = signedOf(one);
      const tokens = [...one.timestamps, ...one.contentTimestamps].filter((token) => token.ok);
      return [
        subjectOf.signature(one.field.key),
        ...(signed ? contentsOf(signed) : []),
        ...tokens.map(({ id }) => subjectOf.token(id)),
        ...tokens.flatMap(({ cms }) => certificatesOf(cms).map(subjectOf.certificate)),
      ];
    }),
    ...world.storedIn(revision),
  ];
}

const contentsOf = (signed: Signed): readonly string[] => [
  ...certificatesOf(signed.cms).map(subjectOf.certificate),
  ...carriedIn(signed).map(({ id }) => subjectOf.answer(id)),
];

/** The tokens over the signature value; each that is trusted proves the signature, its certificate and what was signed with it. */
function judgeTokens(one: SignatureEvidence, proofs: Proofs, world: World): readonly JudgedToken[] {
  const judged = one.timestamps.flatMap((token) => judgeToken(token, proofs, world) ?? []);
  const signer = one.cms?.signer;
  if (!signer) return judged;
  const under = readAnswers(signedAnswers(signer.signer), 'signature').map(({ id }) => subjectOf.answer(id));
  const own = signer.certificate ? [subjectOf.certificate(signer.certificate)] : [];
  for (const { token, finding } of judged) {
    if (finding.outcome !== 'passed') continue;
    const authority = token.check.signer?.certificate;
    const proof = { at: token.check.info.at, by: 'signature-timestamp', authority } as const;
    proofs.add([subjectOf.signature(one.field.key), ...own, ...under], proof);
  }
  return judged;
}

function judgeToken(token: TokenEvidence, proofs: Proofs, world: World): JudgedToken | undefined {
  if (!token.ok) return undefined;
  const { signer } = token.check;
  const signed =
    signer &&
    ({
      signer,
      cms: token.cms,
      purpose: 'time-stamping',
      hash: weaker(token.check.info.hash, signer.hash),
    } as const);
  const proof = proofs.of(subjectOf.token(token.id));
  const trust = trustOf(signed, { proofs, proof, madeAfter: undefined, world });
  const isFit = token.check.coversContent && isSound(signer);
  const broken = {
    outcome: 'indeterminate',
    reason: 'timestamp-broken',
    subIndication: 'SIG_CONSTRAINTS_FAILURE',
  } as const;
  return { token, trust, finding: isFit ? judgeTrust(trust) : broken };
}

const infosOf = (tokens: readonly JudgedToken[]): readonly TimestampInfo[] =>
  tokens.filter(({ finding }) => finding.outcome === 'passed').map(({ token }) => token.check.info);

/** Trusted document time-stamps in the revisions that the signature covers: it was made after them. */
const stampedBefore = (
  one: SignatureEvidence,
  stamps: ReadonlySet<SignatureEvidence>,
): readonly SignatureEvidence[] => [...stamps].filter((stamp) => revisionOf(stamp) < revisionOf(one));

const inOrder = (stamps: readonly SignatureEvidence[]): readonly TimestampInfo[] =>
  stamps.toSorted((a, b) => revisionOf(a) - revisionOf(b)).flatMap(({ cms }) => cms?.token ?? []);

const latest = (infos: readonly TimestampInfo[]): Date | undefined =>
  infos.map(({ at }) => at).toSorted((a, b) => b.getTime() - a.getTime())[0];

/** RFC 3161 §2.4.2: an authority that states no accuracy may still count in whole seconds. */
const ACCURACY_MS = 1000;
const stretchOf = ({ at, accuracyMs = ACCURACY_MS }: TimestampInfo): Stamp => ({
  earliest: new Date(at.getTime() - accuracyMs),
  latest: new Date(at.getTime() + accuracyMs),
});

/** Groups one after another; within the first two the order is not known, so each stands for the whole stretch of its group. */
function ordered([before = [], own = [], after = []]: readonly (readonly Stamp[])[]): readonly Stamp[] {
  return [...stretched(before), ...stretched(own), ...after];
}

function stretched(stamps: readonly Stamp[]): readonly Stamp[] {
  const earliest = stamps.map((stamp) => stamp.earliest).toSorted((a, b) => b.getTime() - a.getTime())[0];
  const last = stamps.map((stamp) => stamp.latest).toSorted((a, b) => a.getTime() - b.getTime())[0];
  return earliest && last ? [{ earliest, latest: last }] : [];
}
