import { drawHandSignature } from './picture/hand-signature.ts';
import { drawSealPicture } from './picture/seal.ts';
import { writePkcs12 } from './pkcs12-write.ts';
import { makeTrialPki } from './pki.ts';
import { cast, members, PROVINCE } from './sample/cast.ts';

/** What signs in the trial: the certificate to register, the key file to open, the picture for the page (PNG). */
export type TrialKey = {
  readonly certificate: Uint8Array;
  readonly pkcs12: Uint8Array;
  readonly picture: Uint8Array;
};

export type TrialKeys = {
  /** The trust anchor, for the verifier's configuration. */
  readonly rootPem: string;
  readonly intermediatePem: string;
  /** By the cast's keys. */
  readonly people: ReadonlyMap<string, TrialKey>;
  /** By the members' keys: the agencies' seals. */
  readonly agencies: ReadonlyMap<string, TrialKey>;
};

/** Makes the keys of the six officials and of both seals, new at each call, each in a PKCS#12 file under `passphrase`. */
export async function makeTrialKeys(now: Date, passphrase: string): Promise<TrialKeys> {
  const agencies = Object.values(members);
  const pki = await makeTrialPki({
    now,
    province: PROVINCE,
    people: cast.map(({ key, name, position, member }) => ({
      id: key,
      name,
      position,
      agencyName: members[member].name,
    })),
    agencies: agencies.map(({ key, name }) => ({ id: key, name })),
  });
  const keyOf = (issued: ReturnType<typeof pki.people.get>, name: string, picture: Uint8Array): TrialKey => {
    if (!issued) throw new RangeError(`the trial PKI lacks ${name}`);
    const pkcs12 = writePkcs12(issued, pki.chain, passphrase, `${name} (MẪU)`);
    return { certificate: issued.certificate, pkcs12, picture };
  };
  return {
    rootPem: pki.root.certificatePem,
    intermediatePem: pki.intermediate.certificatePem,
    people: new Map(
      cast.map(({ key, name }) => [key, keyOf(pki.people.get(key), name, drawHandSignature(name))]),
    ),
    agencies: new Map(
      agencies.map(({ key, name, seal }) => [key, keyOf(pki.agencies.get(key), name, drawSealPicture(seal))]),
    ),
  };
}
