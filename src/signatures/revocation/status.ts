/** One answer about one certificate, already checked to come from whom it may. */
export type RevocationAnswer = {
  readonly state: 'good' | 'revoked';
  readonly revokedAt?: Date;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
};
