import { type Certificate, EXTENSION } from '../certificates/certificate.ts';

/** What is known of a certificate's revocation; `not-offered` when it names nobody who could be asked. */
export type RevocationEvidence = {
  readonly status: 'good' | 'revoked' | 'unknown' | 'not-offered';
  readonly revokedAt?: Date;
};

/** Whether the certificate says where its state can be asked (RFC 5280 §4.2.1.13, §4.2.2.1). */
export const offersRevocation = (certificate: Certificate): boolean =>
  certificate.extensions.some(
    ({ oid }) => oid === EXTENSION.authorityInfoAccess || oid === EXTENSION.crlDistributionPoints,
  );
