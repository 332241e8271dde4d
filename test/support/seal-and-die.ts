import type { App } from '../../src/main/app.ts';
import { failpointFor } from '../../src/main/hosts/failpoint.ts';
import { fileVault } from '../../src/main/hosts/vault-files.ts';
import { openSeat } from '../../src/main/lock/seat.ts';

/** A process of its own that puts a closed profile under a secret, or under another key, and is killed at a place: `FOLDER PLACE SECRET [CURRENT]`. */
const [dataDir = '', place, secret = '', current] = process.argv.slice(2);
const nobody: App = {
  invoke: async () => ({ ok: false, error: { code: 'internal', detail: {}, retryable: false } }),
  subscribe: () => () => undefined,
  acceptFile: async () => ({ ok: false, error: { code: 'internal', detail: {}, retryable: false } }),
  openBlob: () => undefined,
  close: async () => undefined,
};
const seat = openSeat({
  dataDir,
  who: { fullName: 'Văn thư Mẫu', role: 'clerk', agencyName: 'Sở Mẫu Một' },
  choices: () => [],
  vault: fileVault(`${dataDir}/secrets`),
  openApp: () => nobody,
  log: () => undefined,
  now: Date.now,
  failpoint: failpointFor(place),
});
if (current !== undefined) await seat.invoke('lock.unlock', { secret: current });
const given = { secret, ...(current !== undefined && { current, renewsKey: true }) };
process.stdout.write(JSON.stringify(await seat.invoke('lock.setSecret', given)));
await seat.close();
