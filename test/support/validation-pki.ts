// @peculiar/x509 2.x resolves its classes through reflect-metadata and throws at load without it.
import 'reflect-metadata';
import { sign } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import {
  type Authority,
  type Issued,
  issueLeaf,
  type LeafKey,
  type LeafOrder,
  leafDefaults,
  makeAuthority,
} from '../../src/server/trial/pki.ts';
import { der, nullValue, oid, sequence, smallInteger } from '../../src/signatures/asn1/write.ts';
import { type Certificate, parseCertificate } from '../../src/signatures/certificates/certificate.ts';

const DAY_MS = 86_400_000;
const PROVINCE = 'tỉnh Lam Giang';
const AGENCY = 'UBND xã Vân Khánh Thượng';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
/** What a signer's certificate is for: e-mail protection, which NSS wants to see, and Microsoft's document signing. */
const SIGNING = ['1.3.6.1.5.5.7.3.4', '1.3.6.1.4.1.311.10.3.12'];
const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';

/**
 * Three levels with Vietnamese names whose certificates say where they can be asked about: OCSP and a list for what the sub-CA issued, a list
 * alone for the sub-CA, issuers by AIA.
 */
export type ValidationPki = {
  readonly root: Authority;
  readonly sub: Authority;
  /** The certificates above a leaf, the nearest first. */
  readonly chain: readonly Uint8Array[];
  readonly leader: Issued;
  readonly agency: Issued;
  readonly ec256: Issued;
  readonly ec384: Issued;
  /** Names nobody who could be asked. */
  readonly silent: Issued;
  readonly tsa: Issued;
  /** Another unit of the same authority. */
  readonly otherTsa: Issued;
  /** For time-stamping and something else (RFC 3161 §2.3 forbids it). */
  readonly wrongTsa: Issued;
  readonly ocsp: Issued;
  /** Of another root. */
  readonly strangeTsa: Issued & { readonly chain: readonly Uint8Array[] };
};

/** Makes the certificates for servers at `url`. */
export async function makeValidationPki(url: string, now: Date): Promise<ValidationPki> {
  const points = (authority: string, ...ocsp: readonly string[]) => [
    new x509.AuthorityInfoAccessExtension({
      ...(ocsp.length > 0 ? { ocsp: [...ocsp] } : {}),
      caIssuers: [`${url}/ca/${authority}.cer`],
    }),
    new x509.CRLDistributionPointsExtension([`${url}/crl/${authority}.crl`]),
  ];
  const root = await makeAuthority({ commonName: `CA gốc MẪU ${PROVINCE}`, locality: PROVINCE }, now, 2048);
  const sub = await makeAuthority(
    { commonName: `CA cơ quan nhà nước MẪU ${PROVINCE}`, locality: PROVINCE },
    now,
    2048,
    root,
    points('root'),
  );
  const validity = {
    notBefore: new Date(now.getTime() - 30 * DAY_MS),
    notAfter: new Date(now.getTime() + 700 * DAY_MS),
  };
  const asked = points('sub', `${url}/ocsp`);
  const leaf = (commonName: string, more: Partial<LeafOrder> = {}, issuer: Authority = sub) =>
    issueLeaf(issuer, {
      ...leafDefaults,
      validity,
      subject: { commonName, organization: AGENCY, locality: PROVINCE },
      extensions: [...asked, new x509.ExtendedKeyUsageExtension(SIGNING)],
      ...more,
    });
  const signature = { usage: x509.KeyUsageFlags.digitalSignature };
  const purpose = (...usages: readonly string[]) => new x509.ExtendedKeyUsageExtension([...usages], true);
  const stamping = { ...signature, extensions: [...asked, purpose(TIME_STAMPING)] };
  const ec = (kind: 'ec-p256' | 'ec-p384') => leaf('Phạm Văn Thạo', { key: { kind } satisfies LeafKey });
  const strange = await makeAuthority({ commonName: 'CA lạ MẪU', locality: 'nơi khác' }, now, 2048);
  const [leader, agency, ec256, ec384, silent, tsa, otherTsa, wrongTsa, ocsp, strangeTsa] = await Promise.all(
    [
      leaf('Phạm Văn Thạo'),
      leaf(AGENCY),
      ec('ec-p256'),
      ec('ec-p384'),
      leaf('Nguyễn Thị Lụa', { extensions: [] }),
      leaf('Dịch vụ cấp dấu thời gian MẪU', stamping),
      leaf('Dịch vụ cấp dấu thời gian MẪU số 2', stamping),
      leaf('Dịch vụ dấu thời gian kiêm việc khác', {
        ...signature,
        extensions: [...asked, purpose(TIME_STAMPING, CODE_SIGNING)],
      }),
      leaf('Dịch vụ trả lời OCSP MẪU', {
        ...signature,
        extensions: [
          purpose(OCSP_SIGNING),
          new x509.Extension(OCSP_NO_CHECK, false, Uint8Array.of(0x05, 0x00)),
        ],
      }),
      leaf('Dịch vụ dấu thời gian lạ', { ...signature, extensions: [purpose(TIME_STAMPING)] }, strange),
    ],
  );
  return {
    ...{ root, sub, leader, agency, ec256, ec384, silent, tsa, otherTsa, wrongTsa, ocsp },
    chain: [sub.certificate, root.certificate],
    strangeTsa: { ...strangeTsa, chain: [strange.certificate] },
  };
}

const utcTime = (at: Date): Uint8Array =>
  der(0x17, Buffer.from(`${at.toISOString().replace(/[-T:]/g, '').slice(2, 14)}Z`));

const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), nullValue());
const LIST_VERSION = 1;

/** A CRL of an authority (RFC 5280 §5.1), signed by its key. */
export function makeCrl(
  authority: Authority,
  revoked: readonly { readonly certificate: Uint8Array; readonly at: Date }[],
  times: { readonly thisUpdate: Date; readonly nextUpdate: Date },
): Uint8Array {
  const rows = revoked.map(({ certificate, at }) => sequence(read(certificate).serialRaw, utcTime(at)));
  const list = sequence(
    smallInteger(LIST_VERSION),
    SHA256_WITH_RSA,
    read(authority.certificate).subject.raw,
    utcTime(times.thisUpdate),
    utcTime(times.nextUpdate),
    ...(rows.length > 0 ? [sequence(...rows)] : []),
  );
  const signature = sign('sha256', list, authority.privateKeyPem);
  return sequence(list, SHA256_WITH_RSA, der(0x03, Uint8Array.of(0), signature));
}

/** A certificate of the tests' own making, which can be read. */
export function read(certificate: Uint8Array): Certificate {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
