import { dayOf, formatDay, formatMoment, instantOf } from '../text/day.ts';
import { say, type WordKey, words } from '../words/vi.ts';
import type {
  ChainCertificate,
  CheckStep,
  RevocationReport,
  SignatureReport,
  TimestampReport,
} from './report.ts';

/** A line of a report: the same label and words in the window, the record and the terminal. */
export type Fact = { readonly label: string; readonly value: string };

const fact = (label: Parameters<typeof say>[0], value: string | null | undefined): readonly Fact[] =>
  value === null || value === undefined || value === '' ? [] : [{ label: say(label), value }];

/** "Chữ ký 1: Trịnh Thái Hòa": how a signature is called wherever it is listed; `index` counts from 1. */
export const signatureTitleOf = ({ kind, signer, field }: SignatureReport, index: number): string =>
  say(`report.${kind}`, { index, name: signer?.name ?? field });

/** Who signed and by what right, when and proven by what, at which level, over how much of the file (TT 15/2025/TT-BKHCN, annex II). */
export function signatureFactsOf(signature: SignatureReport): readonly Fact[] {
  const { signer, kind, level, algorithms } = signature;
  return [
    ...fact('report.name', signer?.name),
    ...fact('report.position', signer?.position),
    ...fact('report.organisation', signer?.organisation),
    ...fact('report.holder', signer && kind === 'signature' ? say(`report.holder.${signer.holder}`) : null),
    ...fact('report.signedAt', timeOf(signature)),
    ...fact('report.claimedAt', claimOf(signature)),
    ...fact('report.issuer', signer?.issuer),
    ...fact('report.level', level === null ? null : `PAdES ${level}`),
    ...fact('report.algorithms', algorithmsOf(algorithms)),
    ...fact('report.scope', scopeOf(signature)),
  ];
}

function timeOf({ signedAt, timestamped, proof }: SignatureReport): string | null {
  if (signedAt === null) return null;
  const time = formatMoment(proof?.at ?? signedAt);
  if (proof)
    return say(`report.proven.${proof.by}`, {
      time,
      authority: proof.authority ?? say('report.no-name'),
    });
  return say(timestamped ? 'report.stamped' : 'report.claimed', { time });
}

/** What the signer claims, where something better was said of the time. */
const claimOf = ({ claimedAt, timestamped, kind }: SignatureReport): string | null =>
  claimedAt !== null && timestamped && kind === 'signature' ? formatMoment(claimedAt) : null;

const algorithmsOf = ({ hash, signature }: SignatureReport['algorithms']): string =>
  [hash?.toUpperCase().replace(/^SHA(?=\d{3})/, 'SHA-'), signature].filter(Boolean).join(', ');

function scopeOf({ coversWholeFile, revision, signedBytes }: SignatureReport): string {
  if (coversWholeFile) return say('report.scope.whole');
  if (revision === null || signedBytes === null) return say('report.scope.none');
  return say('report.scope.revision', { revision, bytes: groupDigits(signedBytes) });
}

/** 1234567 as 1.234.567. */
export const groupDigits = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, '.');

/** A fingerprint in groups of four, so that two people can read it to each other. */
export const groupFingerprint = (fingerprint: string): string =>
  fingerprint.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');

const dayAt = (at: string): string => formatDay(dayOf(instantOf(Date.parse(at))));

export const validityOf = ({
  notBefore,
  notAfter,
}: Pick<ChainCertificate, 'notBefore' | 'notAfter'>): string => `${dayAt(notBefore)} – ${dayAt(notAfter)}`;

/** Everything about one certificate of the path. */
export const certificateFactsOf = (certificate: ChainCertificate): readonly Fact[] => [
  ...fact('report.subject', certificate.subject),
  ...fact('report.issuer', certificate.issuer),
  ...fact('report.serial', certificate.serial),
  ...fact('report.validity', validityOf(certificate)),
  ...fact('report.key', certificate.key),
  ...fact('report.usages', usagesOf(certificate.usages)),
  ...fact('report.extended-usages', usagesOf(certificate.extendedUsages)),
  ...fact('report.fingerprint', groupFingerprint(certificate.fingerprint)),
  ...fact(
    'report.revocation',
    certificate.isAnchor ? say('report.anchor') : revocationSentenceOf(certificate.revocation),
  ),
];

/** What is known of a certificate's revocation, who said so and when. */
export function revocationSentenceOf(revocation: RevocationReport): string {
  const { status, kind, source, responder, thisUpdate, revokedAt } = revocation;
  const state = say(`report.revocation.${status}`, {
    time: revokedAt === null ? '' : formatMoment(revokedAt),
  }).trim();
  const evidence = [
    kind === null ? '' : kind.toUpperCase(),
    responder ?? '',
    thisUpdate === null ? '' : formatMoment(thisUpdate),
    source === null ? '' : say(`report.source.${source}`),
  ].filter((part) => part !== '');
  return evidence.length === 0 ? state : `${state} (${evidence.join(', ')})`;
}

/** A time-stamp inside a signature. */
export const timestampSentenceOf = ({ at, authority, indication, reason }: TimestampReport): string =>
  say(indication === 'PASSED' ? 'report.stamp.passed' : 'report.stamp.other', {
    time: formatMoment(at),
    authority: authority ?? say('report.no-name'),
    reason: say(`signature.reason.${reason}`),
  });

/** "Ký số, chống chối bỏ"; a purpose that has no word is told by its number. */
export function usagesOf(usages: readonly string[]): string {
  const named = usages.map((usage) => {
    const key = `report.usage.${usage}`;
    return isWord(key) ? say(key) : usage;
  });
  const all = named.join(', ');
  return all.charAt(0).toLocaleUpperCase('vi') + all.slice(1);
}

const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);

/** A check's name in words; a check of a newer engine is told by its own name. */
export function checkNameOf({ check }: CheckStep): string {
  const key = `signature.check.${check}`;
  return isWord(key) ? say(key) : check;
}

/** How a check came out: one word, or why not. */
export const outcomeSentenceOf = ({ outcome, reason }: CheckStep, { sentence }: SignatureReport): string =>
  reason === 'passed'
    ? say(`report.outcome.${outcome}`)
    : say('report.outcome.because', {
        outcome: say(`report.outcome.${outcome}`),
        reason: say(`signature.reason.${reason}`, sentence.detail),
      });
