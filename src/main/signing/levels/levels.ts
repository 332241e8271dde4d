import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { revocationSource } from '../../../signatures/revocation/ask.ts';
import type { LevelServices } from '../../../signatures/sign/level-services.ts';
import { askTimestamp, type TimestampAnswer } from '../../../signatures/timestamp/authority.ts';
import type { Transport } from '../../../signatures/transport.ts';
import type { Ports } from '../../ports.ts';
import type { ReadDb } from '../../store/handles.ts';
import { loadAnchors, parsedAnchors } from '../trust.ts';
import { fileCache } from './file-cache.ts';
import { askableHosts, type LevelSettings, loadLevelSettings } from './settings.ts';
import { webTransport } from './web-transport.ts';

/** What brings the signatures of a profile above B-B. */
export type Levels = {
  /** Read each time: the window and whoever installs the profile change the file. Throws `signing.settings-unreadable`. */
  readonly settings: () => LevelSettings;
  /** Whom to ask; an authority is waited for as long as `patienceMs`. */
  readonly services: (patienceMs: number) => LevelServices;
  /** How long one signature waits for its time-stamp; short for a while after `noteSilence`, so that many signatures do not each wait for nobody. */
  readonly patienceMs: () => number;
  readonly noteSilence: () => void;
  /** Somebody says that it is worth waiting again: other addresses, or a try by hand. */
  readonly forgetSilence: () => void;
  /** Asks one address, kept or not, for a time-stamp that is thrown away. */
  readonly tryAuthority: (address: string) => Promise<TimestampAnswer>;
  /** Ends what is being asked. */
  readonly close: () => void;
};

/** Where a profile keeps the authorities' answers about revocation, whoever of it asks. */
export const answersFolder = (dataDir: string): string => join(dataDir, 'revocation');

/** An authority is waited for only so long while a person waits; what it does not give now is put behind the seal later. */
const PATIENCE_MS = 30_000;
const PATIENCE_AFTER_SILENCE_MS = 2_000;
const SILENCE_KEPT_MS = 5 * 60_000;

/** Opens the way to the authorities. */
export function openLevels({ dataDir, now: instant }: Pick<Ports, 'dataDir' | 'now'>, db: ReadDb): Levels {
  const now = () => new Date(instant());
  const closing = new AbortController();
  let internalHosts: readonly string[] = [];
  let silentAt = Number.NEGATIVE_INFINITY;
  const transport: Transport = (question) =>
    webTransport({ internalHosts, closing: closing.signal })(question);
  const cache = fileCache(answersFolder(dataDir), now);
  const revocation = revocationSource({ transport, now, cache });
  const settings = () => loadLevelSettings(dataDir);
  const anchors = () => parsedAnchors(loadAnchors({ dataDir, db }));
  return {
    settings,
    services: (patienceMs) => {
      const kept = settings();
      internalHosts = askableHosts(kept);
      const urls = kept.authorities;
      return {
        transport,
        now,
        revocation,
        anchors: anchors(),
        intermediates: [],
        authority: urls.length === 0 ? undefined : { urls, timeoutMs: patienceMs },
      };
    },
    patienceMs: () =>
      now().getTime() - silentAt < SILENCE_KEPT_MS ? PATIENCE_AFTER_SILENCE_MS : PATIENCE_MS,
    noteSilence: () => {
      silentAt = now().getTime();
    },
    forgetSilence: () => {
      silentAt = Number.NEGATIVE_INFINITY;
    },
    tryAuthority: (address) =>
      askTimestamp(
        {
          urls: [address],
          timeoutMs: PATIENCE_MS,
          transport: webTransport({ internalHosts: [new URL(address).host], closing: closing.signal }),
          now,
          anchors: anchors(),
          intermediates: [],
        },
        [randomBytes(32)],
      ),
    close: () => closing.abort(),
  };
}
