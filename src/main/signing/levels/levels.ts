import { join } from 'node:path';
import { type Certificate, parseCertificate } from '../../../signatures/certificates/certificate.ts';
import { revocationSource } from '../../../signatures/revocation/ask.ts';
import type { LevelServices } from '../../../signatures/sign/level-services.ts';
import type { Transport } from '../../../signatures/transport.ts';
import type { Ports } from '../../ports.ts';
import type { ReadDb } from '../../store/handles.ts';
import { loadAnchors } from '../trust.ts';
import { fileCache } from './file-cache.ts';
import { type LevelSettings, loadLevelSettings } from './settings.ts';
import { webTransport } from './web-transport.ts';

/** What brings the signatures of a profile above B-B. */
export type Levels = {
  /** Read each time: whoever installs the profile may change the file. Throws `signing.settings-unreadable`. */
  readonly settings: () => LevelSettings;
  /** Whom to ask; an authority is waited for as long as `patienceMs`. */
  readonly services: (patienceMs: number) => LevelServices;
  /** Ends what is being asked. */
  readonly close: () => void;
};

/** Where a profile keeps the authorities' answers about revocation, whoever of it asks. */
export const answersFolder = (dataDir: string): string => join(dataDir, 'revocation');

/** Opens the way to the authorities. */
export function openLevels({ dataDir, now: instant }: Pick<Ports, 'dataDir' | 'now'>, db: ReadDb): Levels {
  const now = () => new Date(instant());
  const closing = new AbortController();
  let internalHosts: readonly string[] = [];
  const transport: Transport = (question) =>
    webTransport({ internalHosts, closing: closing.signal })(question);
  const cache = fileCache(answersFolder(dataDir), now);
  const revocation = revocationSource({ transport, now, cache });
  const settings = () => loadLevelSettings(dataDir);
  return {
    settings,
    services: (patienceMs) => {
      const { authority, internalHosts: allowed } = settings();
      internalHosts = allowed;
      return {
        transport,
        now,
        revocation,
        anchors: loadAnchors({ dataDir, db }).flatMap((der): readonly Certificate[] => {
          const certificate = parseCertificate(der);
          return certificate.ok ? [certificate.value] : [];
        }),
        intermediates: [],
        authority: authority === undefined ? undefined : { url: authority, timeoutMs: patienceMs },
      };
    },
    close: () => closing.abort(),
  };
}
