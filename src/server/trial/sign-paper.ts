import { createPrivateKey } from 'node:crypto';
import { type SigningKey, softwareKey } from '../../signatures/sign/key.ts';
import { signPdf } from '../../signatures/sign/sign.ts';
import type { DrawnPaper, PaperPlaces } from './paper/paper.ts';
import { drawHandSignature } from './picture/hand-signature.ts';
import { drawSealPicture, type SealWords } from './picture/seal.ts';
import { type Authority, type Issued, issueLeaf, leafDefaults, makeAuthority, type TrialPki } from './pki.ts';
import { PROVINCE } from './sample/cast.ts';

/** What a sample file's signatures are made to be, so that every verdict can be met in the trial. */
export type Fate = 'valid' | 'unsigned' | 'changed' | 'untrusted';

export const keyOf = ({ certificate, privateKey }: Issued, chain: readonly Uint8Array[]): SigningKey =>
  softwareKey(
    createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' }),
    certificate,
    chain,
  );

type Signers = { readonly person: SigningKey; readonly agency: SigningKey };

/** Signs the papers of the agencies outside the trial, each with keys of its own that are made when first needed. */
export function makePaperSigner(pki: TrialPki, now: Date) {
  const validity = {
    notBefore: new Date(now.getTime() - 180 * 86_400_000),
    notAfter: new Date(now.getTime() + 700 * 86_400_000),
  };
  const made = new Map<string, Promise<Signers>>();
  let stranger: Promise<Authority> | undefined;
  const leaf = async (
    issuer: Authority,
    commonName: string,
    organization: string,
    chain: readonly Uint8Array[],
  ) =>
    keyOf(
      await issueLeaf(issuer, {
        ...leafDefaults,
        key: { kind: 'ec-p256' },
        subject: { commonName, organization, locality: PROVINCE },
        validity,
      }),
      chain,
    );
  const signersOf = (agency: string, signer: string, fate: Fate): Promise<Signers> => {
    const key = `${fate === 'untrusted' ? 'other' : 'own'}/${agency}/${signer}`;
    const found = made.get(key) ?? make(agency, signer, fate);
    made.set(key, found);
    return found;
  };
  const make = async (agency: string, signer: string, fate: Fate): Promise<Signers> => {
    stranger ??= makeAuthority(
      { commonName: 'CA MẪU ngoài danh sách tin cậy', locality: PROVINCE },
      now,
      2048,
    );
    const issuer = fate === 'untrusted' ? await stranger : pki.intermediate;
    const chain = fate === 'untrusted' ? [issuer.certificate] : pki.chain;
    return {
      person: await leaf(issuer, signer, agency, chain),
      agency: await leaf(issuer, agency, agency, chain),
    };
  };
  return async (drawn: DrawnPaper, who: PaperSigner, at: Date, fate: Fate): Promise<Uint8Array> =>
    fate === 'unsigned'
      ? drawn.bytes
      : signTwice(drawn, await signersOf(who.agency, who.signer, fate), who, at, fate);
}

export type PaperSigner = { readonly agency: string; readonly signer: string; readonly seal: SealWords };

async function signTwice(
  drawn: DrawnPaper,
  { person, agency }: Signers,
  who: PaperSigner,
  at: Date,
  fate: Fate,
): Promise<Uint8Array> {
  const { signature, seal } = countedFromOne(drawn.places);
  const bySigner = await signPdf(drawn.bytes, {
    key: person,
    at,
    target: { newField: { place: signature } },
    look: { kind: 'image', png: drawHandSignature(who.signer) },
  });
  const sealed = await signPdf(bySigner, {
    key: agency,
    at: new Date(at.getTime() + 1_200_000),
    target: { newField: { place: seal } },
    look: { kind: 'image', png: sealPicture(who.seal) },
  });
  return fate === 'changed' ? withOneByteChanged(sealed) : sealed;
}

/** A drawn paper counts its pages from 0, a signature's place from 1. */
export function countedFromOne(places: PaperPlaces): PaperPlaces {
  const moved = (place: PaperPlaces['seal']) => ({ ...place, page: place.page + 1 });
  return {
    number: moved(places.number),
    date: moved(places.date),
    signature: moved(places.signature),
    seal: moved(places.seal),
  };
}

const seals = new Map<string, Uint8Array>();
/** Drawing a seal takes a while; each agency has one. */
export function sealPicture(words: SealWords): Uint8Array {
  const key = `${words.upper}/${words.lower}`;
  const picture = seals.get(key) ?? drawSealPicture(words);
  seals.set(key, picture);
  return picture;
}

/** One letter of the comment behind the header: the page stays readable, the digest does not hold (ISO 32000-2 §7.5.2). */
function withOneByteChanged(bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const comment = changed.indexOf(0x25, 5);
  changed[comment + 1] = (changed[comment + 1] ?? 0) ^ 1;
  return changed;
}

export const sealWordsOf = (organName: string): SealWords => ({ upper: organName, lower: PROVINCE });
