import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EdxmlPackage } from '../../src/shared/edxml/package.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { type Certificate, parseCertificate } from '../../src/signatures/certificates/certificate.ts';
import { canonicalBytes } from '../../src/signatures/xmldsig/canonical.ts';
import { parseDocument } from '../../src/signatures/xmldsig/document.ts';
import { readSignedPackage } from '../../src/signatures/xmldsig/package.ts';
import { signXml } from '../../src/signatures/xmldsig/sign.ts';
import { verifyXml, type XmlReport } from '../../src/signatures/xmldsig/verify.ts';
import { asFile, run } from '../support/judges.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { keyOf } from '../support/signing-key.ts';

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const organ = { organId: '000.00.15.H56', organName: 'Sở Kinh tế số tỉnh Lam Giang' };
const given: EdxmlPackage = {
  ...{ from: organ, to: [{ organId: '002.00.20.H56', organName: 'UBND xã Vân Khánh Thượng' }] },
  ...{ documentId: 'a1', codeNumber: '15', codeNotation: 'UBND-VP', place: 'Lam Giang' },
  ...{ promulgationDate: '2026-11-23', typeName: 'Công văn', subject: 'Về "kỷ luật" & <kỷ cương> 1 > 0' },
  ...{
    signer: { competence: 'TM.', position: 'CHỦ TỊCH', fullName: 'Phạm Văn Thạo' },
    priority: 0,
    toPlaces: ['Như trên'],
  },
  traces: [{ organId: 'H56.A', timestamp: '2026-11-23T03:00:00Z' }],
  business: { type: 'new', staff: { department: 'Văn phòng', staff: 'Nguyễn Thị Lụa' } },
  files: [{ name: 'van-ban.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 x\n%%EOF\n') }],
};

let pki: TestPki;
let anchors: readonly Certificate[];
const signed: Record<'rsa' | 'ec', string> = { rsa: '', ec: '' };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const bytesOf = (xml: string) => Buffer.from(xml, 'utf8');

beforeAll(async () => {
  pki = await testPki();
  const anchor = parseCertificate(pki.anchor);
  anchors = anchor.ok ? [anchor.value] : [];
  for (const [kind, who] of [
    ['rsa', pki.agency],
    ['ec', pki.ec],
  ] as const) {
    signed[kind] = text(
      await signXml(writePackage(given), { key: keyOf(who, pki.chain), at: PKI_NOW, into: 'edXMLHeader' }),
    );
  }
});

const verify = (xml: string): XmlReport => verifyXml(bytesOf(xml), { anchors, at: PKI_NOW });
const say = (report: XmlReport): string =>
  'reason' in report ? `${report.outcome} ${report.reason}` : report.outcome;

describe('a package that we sign', () => {
  test('is not signed by a key of another curve, and not handed out when the key signed something else', async () => {
    const bytes = writePackage(given);
    const other = keyOf(pki.ec384, pki.chain);
    await expect(signXml(bytes, { key: other, at: PKI_NOW })).rejects.toMatchObject({
      code: 'signing.key-unsupported',
    });
    const key = keyOf(pki.agency, pki.chain);
    const wrong = { ...key, sign: async () => new Uint8Array(256) };
    await expect(signXml(bytes, { key: wrong, at: PKI_NOW })).rejects.toMatchObject({
      code: 'signing.own-check-failed',
      detail: { reason: 'signature-mismatch' },
    });
  });

  test.each(['rsa', 'ec'] as const)('is accepted by us and by xmlsec1 (%s)', async (kind) => {
    const report = verify(signed[kind]);
    expect(
      report.outcome === 'passed' && [report.path.outcome, report.certificate.fingerprint.length],
    ).toEqual(['passed', 64]);
    const judged = await asFile(bytesOf(signed[kind]), async (file, folder) => {
      await writeFile(join(folder, 'root.pem'), pki.trial.root.certificatePem);
      return run(
        'xmlsec1',
        '--verify',
        '--verification-time',
        '2026-11-23 10:00:00',
        '--trusted-pem',
        join(folder, 'root.pem'),
        file,
      );
    });
    expect(judged).toMatchObject({ code: 0, out: expect.stringContaining('OK') });
  });

  test('keeps every byte of the package around the signature', () => {
    const without = signed.rsa.replace(/<Signature .*<\/Signature>/s, '');
    expect(without).toBe(text(writePackage(given)));
  });

  test('is read from the verified bytes alone', () => {
    const read = readSignedPackage(bytesOf(signed.rsa), { anchors, at: PKI_NOW });
    expect(read.signature.outcome).toBe('passed');
    expect(read.package?.ok && [read.package.value.subject, read.package.value.files.length]).toEqual([
      given.subject,
      1,
    ]);
  });

  test('is not signed twice, and what is no XML is not signed', async () => {
    const key = keyOf(pki.agency, pki.chain);
    await expect(signXml(bytesOf(signed.rsa), { key, at: PKI_NOW })).rejects.toThrow('xml.unreadable');
    await expect(signXml(bytesOf('<!DOCTYPE a><a>x</a>'), { key, at: PKI_NOW })).rejects.toThrow(
      'xml.unreadable',
    );
    await expect(signXml(bytesOf('<a/>'), { key, at: PKI_NOW })).rejects.toThrow('xml.unreadable');
  });
});

test('an unsigned package is read as it stands, a broken one not at all', () => {
  const read = (xml: string) => readSignedPackage(bytesOf(xml), { anchors, at: PKI_NOW });
  expect(read(text(writePackage(given)))).toMatchObject({
    signature: { outcome: 'unsigned' },
    package: { ok: true },
  });
  expect(read(`  \ufeff${text(writePackage(given))}`).package?.ok).toBe(true);
  expect(read(signed.rsa.replace('CHỦ TỊCH', 'CHỦ TỊCHX'))).toMatchObject({
    ...{ signature: { outcome: 'failed', reason: 'digest-mismatch' }, package: undefined },
  });
});

test('xmlsec1 signs and we accept', async () => {
  const template = text(writePackage(given)).replace(
    '</edXML:edXMLHeader>',
    `<Signature xmlns="${DS}"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
    <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI=""><Transforms>
    <Transform Algorithm="${DS}enveloped-signature"/><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>
    <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue></DigestValue></Reference></SignedInfo>
    <SignatureValue></SignatureValue><KeyInfo><X509Data></X509Data></KeyInfo></Signature></edXML:edXMLHeader>`,
  );
  const made = await asFile(bytesOf(template), async (file, folder) => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    await writeFile(key, pki.agency.privateKeyPem);
    const lines = Buffer.from(pki.agency.certificate)
      .toString('base64')
      .replace(/(.{64})/g, '$1\n');
    await writeFile(certificate, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
    return run('xmlsec1', '--sign', '--privkey-pem', `${key},${certificate}`, file);
  });
  expect(say(verify(made.out.slice(made.out.indexOf('<?xml'))))).toBe('passed');
});

test.each([
  [
    'a default namespace, attributes and an empty element',
    '<a xmlns="urn:a" b="2" a="1"><b/><c xmlns=""><d/></c></a>',
  ],
  [
    'prefixes that move and are not used',
    '<p:a xmlns:p="urn:p" xmlns:q="urn:q"><q:b q:z="1" p:y="2" x="3"/><p:c xmlns:p="urn:other"/></p:a>',
  ],
  [
    'letters that are escaped',
    '<a t="&#9;&#10;&#13;&quot;&lt;&amp;&gt;">&#13;&lt;&gt;&amp;"<![CDATA[<x>&]]>\r\n x</a>',
  ],
  ['comments and space', '<a>\n  <!-- no --> <b  c = "d"  ></b >\n</a>'],
  ['Vietnamese letters and an xml prefix', '<a xml:lang="vi" ư="1" â="2">Thanh Hóa 𠮷</a>'],
])('xmllint and we write the same canonical form: %s', async (_, xml) => {
  const document = parseDocument(bytesOf(xml));
  const ours = document.ok ? text(canonicalBytes(document.root)) : document.problem;
  const judged = await asFile(bytesOf(xml), (file) => run('xmllint', '--exc-c14n', file));
  // xmllint keeps comments; the form that signatures use does not.
  expect(ours).toBe(judged.out.replace(/<!--.*?-->/g, ''));
});

/** Where the wrapping attacks move the signed element and the signature (Somorovsky et al., "On Breaking SAML", XSW 1–8, carried over to an envelope). */
const parts = () => {
  const xml = signed.rsa;
  const signature = /<Signature .*<\/Signature>/s.exec(xml)?.[0] ?? '';
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const whole = xml.slice(declaration.length);
  const bare = whole.replace(signature, '');
  const evil = bare.replace('CHỦ TỊCH', 'PHÓ CHỦ TỊCH');
  const inRoot = (root: string, more: string) => root.replace(/<\/edXML>\s*$/, `${more}</edXML>`);
  const withObject = (object: string) =>
    signature.replace('</Signature>', `<Object>${object}</Object></Signature>`);
  return { whole, bare, evil, signature, inRoot, withObject };
};

test.each<[string, () => string]>([
  [
    'XSW1: the signed document inside its signature',
    () => parts().inRoot(parts().evil, parts().withObject(parts().bare)),
  ],
  [
    'XSW2: the signature beside the signed document',
    () => parts().inRoot(parts().evil, parts().signature + parts().bare),
  ],
  ['XSW3: the signed document as a kid of the evil one', () => parts().inRoot(parts().evil, parts().whole)],
  ['XSW4: the evil document around the signed one', () => `<x>${parts().evil}${parts().whole}</x>`],
  [
    'XSW5: the signature in the evil one, the signed one behind',
    () => `<x>${parts().inRoot(parts().evil, parts().signature)}${parts().bare}</x>`,
  ],
  [
    'XSW6: the signed document in the signature of the evil one',
    () => `<x>${parts().inRoot(parts().evil, parts().withObject(parts().bare))}</x>`,
  ],
  [
    'XSW7: an extension before the signed document',
    () => parts().inRoot(parts().whole, `<Extensions>${parts().evil}</Extensions>`),
  ],
  [
    'XSW8: the signed document in an object of the signature',
    () => parts().inRoot(parts().bare, parts().withObject(parts().evil)),
  ],
  ['two signatures', () => parts().inRoot(parts().whole, parts().signature)],
  [
    'an object beside the references',
    () => parts().whole.replace('</Signature>', '<Object>x</Object></Signature>'),
  ],
  ['two SignedInfo', () => parts().whole.replace(/(<SignedInfo>.*?<\/SignedInfo>)/s, '$1$1')],
  ['two SignatureValue', () => parts().whole.replace(/(<SignatureValue>.*?<\/SignatureValue>)/s, '$1$1')],
  ['two references', () => parts().whole.replace(/(<Reference .*?<\/Reference>)/s, '$1$1')],
  ['two digests', () => parts().whole.replace(/(<DigestValue>.*?<\/DigestValue>)/s, '$1$1')],
  ['a comment in the digest', () => parts().whole.replace('<DigestValue>', '<DigestValue><!--x-->')],
  ['a comment in the signature', () => parts().whole.replace('<KeyInfo>', '<!--x--><KeyInfo>')],
  ['a text in the signature', () => parts().whole.replace('<KeyInfo>', 'x<KeyInfo>')],
  ['a processing instruction', () => parts().inRoot(parts().whole, '<?evil x?>')],
  ['a document type', () => `<!DOCTYPE edXML [<!ENTITY x "y">]>${parts().whole}`],
  [
    'a reference to a part',
    () =>
      parts()
        .whole.replace('URI=""', 'URI="#part"')
        .replace('<edXML:edXMLBody', '<edXML:edXMLBody Id="part"'),
  ],
  ['a reference outside', () => parts().whole.replace('URI=""', 'URI="http://x/"')],
  ['a reference to nothing', () => parts().whole.replace(' URI=""', '')],
  ['an XPointer', () => parts().whole.replace('URI=""', 'URI="#xpointer(/)"')],
  [
    'an Id that stands twice',
    () =>
      parts()
        .whole.replace('<edXML:Subject', '<edXML:Subject Id="a"')
        .replace('<edXML:Place', '<edXML:Place ID="a"'),
  ],
  ['no transform', () => parts().whole.replace(/<Transforms>.*?<\/Transforms>/s, '')],
  [
    'another transform',
    () =>
      parts().whole.replace(
        /(<Transform )Algorithm="[^"]*enveloped-signature"/,
        '$1Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"',
      ),
  ],
  [
    'a third transform',
    () =>
      parts().whole.replace(
        '</Transforms>',
        '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/></Transforms>',
      ),
  ],
  ['an old hash', () => parts().whole.replace('http://www.w3.org/2001/04/xmlenc#sha256', `${DS}sha1`)],
  [
    'a key by password',
    () =>
      parts().whole.replace(
        'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
      ),
  ],
  [
    'inclusive canonical form',
    () =>
      parts().whole.replace(
        /(CanonicalizationMethod )Algorithm="[^"]*"/,
        '$1Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"',
      ),
  ],
  ['no certificate', () => parts().whole.replace(/<KeyInfo>.*<\/KeyInfo>/s, '')],
  [
    'another certificate',
    () =>
      parts().whole.replace(
        /(<X509Data>).*(<\/X509Data>)/s,
        `$1<X509Certificate>${Buffer.from(pki.leader.certificate).toString('base64')}</X509Certificate>$2`,
      ),
  ],
  ['a letter of the content', () => parts().whole.replace('CHỦ TỊCH', 'CHỦ TỊCx')],
  [
    'a digit of the signature',
    () =>
      parts().whole.replace(/<SignatureValue>(.)/, (_, one) => `<SignatureValue>${one === 'A' ? 'B' : 'A'}`),
  ],
  ['the signature as the document', () => parts().signature],
  ['a package cut short', () => parts().whole.slice(0, -20)],
  ['elements without end', () => `${'<a>'.repeat(40)}${parts().signature}${'</a>'.repeat(40)}`],
])('%s is never passed', (_, make) => {
  const report = verify(make());
  expect(['failed', 'indeterminate']).toContain(report.outcome);
  expect(readSignedPackage(bytesOf(make()), { anchors, at: PKI_NOW }).package).toBeUndefined();
});

test('a comment in the content changes nothing that is read', () => {
  const commented = signed.rsa.replace('CHỦ TỊCH', 'CHỦ<!-- PHÓ --> TỊCH');
  const read = readSignedPackage(bytesOf(commented), { anchors, at: PKI_NOW });
  expect(read.package?.ok && read.package.value.signer.position).toBe('CHỦ TỊCH');
});
