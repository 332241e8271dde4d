import { TRIAL_PASSPHRASE } from '../../shared/trial-passphrase.ts';
import { drawHandSignature } from './picture/hand-signature.ts';
import { writePkcs12 } from './pkcs12-write.ts';
import type { Issued, TrialPki } from './pki.ts';
import { cast, type MemberKey, members } from './sample/cast.ts';
import { sealPicture } from './sign-paper.ts';

/** What signs in the trial: the certificate to show, the key file to open, the picture for the page (PNG). */
export type TrialKey = {
  readonly role: 'person' | 'agency';
  readonly certificate: Uint8Array;
  readonly pkcs12: Uint8Array;
  readonly picture: Uint8Array;
};

/** The keys that an official of the trial holds: a leader his own, a clerk the agency's seal (NĐ 30/2020 articles 13, 32). */
export function keysFor(pki: TrialPki, castKey: string): readonly TrialKey[] {
  const official = cast.find(({ key }) => key === castKey);
  if (!official) return [];
  const { name, roles, member } = official;
  const own = roles.includes('leader')
    ? [keyFile(pki, pki.people.get(castKey), 'person', name, drawHandSignature(name))]
    : [];
  return [...own, ...(roles.includes('clerk') ? [sealKey(pki, member)] : [])];
}

const sealKey = (pki: TrialPki, member: MemberKey): TrialKey =>
  keyFile(pki, pki.agencies.get(member), 'agency', members[member].name, sealPicture(members[member].seal));

function keyFile(
  pki: TrialPki,
  issued: Issued | undefined,
  role: TrialKey['role'],
  name: string,
  picture: Uint8Array,
): TrialKey {
  if (!issued) throw new RangeError(`the trial PKI lacks ${name}`);
  const pkcs12 = writePkcs12(issued, pki.chain, TRIAL_PASSPHRASE, `${name} (MẪU)`);
  return { role, certificate: issued.certificate, pkcs12, picture };
}
