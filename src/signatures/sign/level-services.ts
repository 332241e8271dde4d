import type { Certificate } from '../certificates/certificate.ts';
import type { FreshRevocationSource } from '../revocation/ask.ts';
import type { TimestampAuthority } from '../timestamp/authority.ts';
import type { Transport } from '../transport.ts';

/** Whom the levels above B-B ask. */
export type LevelServices = {
  readonly transport: Transport;
  readonly now: () => Date;
  readonly revocation: FreshRevocationSource;
  /** Certificates trusted by themselves; empty: a chain is taken as far as it reaches. */
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  /** Addresses of time-stamping authorities in the order in which they are asked; undefined when none is known. */
  readonly authority: Pick<TimestampAuthority, 'urls' | 'timeoutMs'> | undefined;
};

export const authorityOf = ({ authority, ...services }: LevelServices): TimestampAuthority | undefined =>
  authority && { ...services, ...authority };
