import { join } from 'node:path';
import { type Certificate, parseCertificate } from '../../../signatures/certificates/certificate.ts';
import { revocationSource } from '../../../signatures/revocation/ask.ts';
import type { LevelServices } from '../../../signatures/sign/level-services.ts';
import type { Ports } from '../../ports.ts';
import type { ReadDb } from '../../store/handles.ts';
import { loadAnchors } from '../trust.ts';
import { fileCache } from './file-cache.ts';
import { type LevelSettings, loadLevelSettings } from './settings.ts';
import { webTransportUntil } from './web-transport.ts';

/** What brings the signatures of a profile above B-B. */
export type Levels = {
  /** Read each time: whoever installs the profile may change the file. Throws `signing.settings-unreadable`. */
  readonly settings: () => LevelSettings;
  /** Whom to ask; an authority is waited for as long as `patienceMs`. */
  readonly services: (patienceMs: number) => LevelServices;
  /** Ends what is being asked. */
  readonly close: () => void;
};

/** Opens the way to the authorities; answers about revocation are kept in the folder `revocation`. */
export function openLevels({ dataDir, now: instant }: Pick<Ports, 'dataDir' | 'now'>, db: ReadDb): Levels {
  const now = () => new Date(instant());
  const closing = new AbortController();
  const transport = webTransportUntil(closing.signal);
  const cache = fileCache(join(dataDir, 'revocation'), now);
  const revocation = revocationSource({ transport, now, cache });
  const settings = () => loadLevelSettings(dataDir);
  return {
    settings,
    services: (patienceMs) => {
      const { authority } = settings();
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
