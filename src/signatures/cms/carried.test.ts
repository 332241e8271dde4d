import { beforeAll, describe, expect, test } from 'vitest';
import { cms as cmsOf, crl, issue, type Member, ocsp } from '../../../test/support/trust-lab.ts';
import { readWhole } from '../asn1/read.ts';
import { der as element, nullValue, octetString, oid, sequence, smallInteger } from '../asn1/write.ts';
import { addedAnswers, addedCertificates, isPolicyReadable, signedAnswers } from './carried.ts';
import { ATTRIBUTE, type Attribute, parseSignedData, type SignedData, type SignerInfo } from './parse.ts';

let [root, signer]: Member[] = [];
let data: SignedData;
let info: SignerInfo;
beforeAll(async () => {
  root = await issue({ name: 'Goc', role: 'authority' });
  signer = await issue({ name: 'Nguoi ky', issuer: root });
  const parsed = parseSignedData(cmsOf(new Uint8Array(32), signer));
  const [first] = parsed.ok ? parsed.value.signers : [];
  if (!parsed.ok || !first) throw new Error('no signer');
  data = parsed.value;
  info = first;
});

const attribute = (type: string, ...values: readonly Uint8Array[]): Attribute => ({
  oid: type,
  values: values.map((value) => readWhole(value)),
});
const signing = (...list: readonly Attribute[]): SignerInfo => ({
  ...info,
  signedAttributes: { bytes: new Uint8Array(), list },
});

describe('the policy that a signature names', () => {
  test.each<[string, boolean, readonly Attribute[]]>([
    ['none', true, []],
    ['implied', true, [attribute(ATTRIBUTE.signaturePolicy, nullValue())]],
    ['an identifier', true, [attribute(ATTRIBUTE.signaturePolicy, sequence(oid('1.2.3'), sequence()))]],
    ['a number where an identifier belongs', false, [attribute(ATTRIBUTE.signaturePolicy, smallInteger(1))]],
    [
      'two at once',
      false,
      [attribute(ATTRIBUTE.signaturePolicy, nullValue()), attribute(ATTRIBUTE.signaturePolicy, nullValue())],
    ],
  ])('%s: readable %s', (_, expected, list) => {
    expect(isPolicyReadable(signing(...list))).toBe(expected);
  });
});

test('revocation answers are found wherever signers put them', () => {
  if (!root || !signer) throw new Error('no members');
  const at = '2026-11-23T03:00:00Z';
  const response = ocsp({ about: signer, issuer: root, thisUpdate: at });
  const list = crl({ issuer: root, thisUpdate: at });
  const values = sequence(element(0xa0, sequence(list)), element(0xa1, sequence(response)));
  const archived = signing(attribute(ATTRIBUTE.adobeRevocation, values));
  expect(signedAnswers(archived)).toEqual({ crls: [list], ocsp: [response] });
  const added = { ...info, unsignedAttributes: [attribute(ATTRIBUTE.revocationValues, values)] };
  expect(addedAnswers({ ...data, crls: [list], ocspResponses: [] }, added)).toEqual({
    crls: [list, list],
    ocsp: [response],
  });
  const certificates = attribute(ATTRIBUTE.certificateValues, sequence(root.certificate.der));
  const found = addedCertificates({ ...info, unsignedAttributes: [certificates] });
  expect(found.map((der) => Uint8Array.from(der))).toEqual([root.certificate.der]);
});

test('what cannot be read carries nothing', () => {
  const broken = signing(attribute(ATTRIBUTE.adobeRevocation, octetString(new Uint8Array(3))));
  expect(signedAnswers(broken)).toEqual({ crls: [], ocsp: [] });
});
