import { Level } from '../../../shared/signature/report.ts';
import { say } from '../../../shared/words/vi.ts';
import { revocationSource } from '../../../signatures/revocation/ask.ts';
import { memoryCache } from '../../../signatures/revocation/cache.ts';
import type { LevelServices } from '../../../signatures/sign/level-services.ts';
import { webTransport } from '../../signing/levels/web-transport.ts';
import { parsedAnchors } from '../../signing/trust.ts';
import { readTrust } from './asked-files.ts';
import { type Terminal, UsageFault } from './terminal.ts';

/** Options of every command that brings signatures to a level. */
export const levelOptions = {
  level: { type: 'string' },
  tsa: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  trust: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** The level asked for; `fallback` where none is. */
export function levelFrom(text: string | undefined, fallback?: Level): Level {
  const level = Level.safeParse(text ?? fallback);
  if (!level.success) {
    const isLeftOut = text === undefined;
    throw new UsageFault(say(isLeftOut ? 'terminal.needs-option' : 'terminal.bad-option', { name: 'level' }));
  }
  return level.data;
}

/** Those whom a level asks: the authority of `--tsa`, and the web for the states of certificates, remembered over all files of the call. */
export async function servicesFrom(
  {
    tsa,
    trust,
    'allow-host': allowed,
  }: {
    readonly tsa?: string | undefined;
    readonly trust: readonly string[];
    readonly 'allow-host': readonly string[];
  },
  { now }: Terminal,
): Promise<LevelServices> {
  if (tsa !== undefined && !/^https?:$/.test(URL.parse(tsa)?.protocol ?? ''))
    throw new UsageFault(say('terminal.bad-option', { name: 'tsa' }));
  // Whoever names the authority allows it, wherever it stands.
  const transport = webTransport({
    internalHosts: tsa === undefined ? allowed : [...allowed, new URL(tsa).host],
  });
  const ders = (await Promise.all(trust.map(readTrust))).flat();
  return {
    transport,
    now,
    revocation: revocationSource({ transport, now, cache: memoryCache(now) }),
    anchors: parsedAnchors(ders),
    intermediates: [],
    authority: tsa === undefined ? undefined : { urls: [tsa] },
  };
}
