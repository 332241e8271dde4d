import { z } from 'zod';
import { AUTHORITIES_MAX } from '../../shared/signature/settings.ts';
import { type FreshRevocationSource, revocationSource } from '../../signatures/revocation/ask.ts';
import { memoryCache } from '../../signatures/revocation/cache.ts';
import type { Transport } from '../../signatures/transport.ts';
import { fileCache } from '../signing/levels/file-cache.ts';
import { INTERNAL_HOSTS_MAX, InternalHost } from '../signing/levels/settings.ts';
import { webTransport } from '../signing/levels/web-transport.ts';

/** What a helper is told that may ask the authorities. */
export const Asking = z.object({
  /** DER. */
  anchors: z.array(z.instanceof(Uint8Array)).max(1000),
  at: z.iso.datetime(),
  /** Who may be asked besides public addresses. */
  internalHosts: z
    .array(InternalHost)
    .max(INTERNAL_HOSTS_MAX + AUTHORITIES_MAX)
    .default([]),
  /** Folder of answers that outlive this helper; without one they are remembered as long as it lives. */
  answersIn: z.string().optional(),
});
type Whom = Pick<z.infer<typeof Asking>, 'internalHosts' | 'answersIn'>;

/** A helper has no calendar: its present is the time that was last told, and what has passed since. */
let told = { at: 0, since: 0 };
export const presentIs = (at: string): void => {
  told = { at: Date.parse(at), since: performance.now() };
};
export const now = (): Date => new Date(told.at + performance.now() - told.since);

export const transportOf = ({ internalHosts }: Whom): Transport => webTransport({ internalHosts });

/** By what they were opened with: one or two in a helper's life. */
const sources = new Map<string, FreshRevocationSource>();

/** Whom is asked about revocation; answers are remembered over all files. */
export function sourceOf(whom: Whom): FreshRevocationSource {
  const { internalHosts, answersIn } = whom;
  const key = JSON.stringify([internalHosts, answersIn]);
  const known = sources.get(key);
  if (known) return known;
  const cache = answersIn === undefined ? memoryCache(now) : fileCache(answersIn, now);
  const opened = revocationSource({ transport: transportOf(whom), now, cache });
  sources.set(key, opened);
  return opened;
}
