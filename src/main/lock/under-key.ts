import { AppError } from '../../shared/errors.ts';
import { forgetOlder, olderOf } from './lock-file.ts';
import { type Sealing, sealRest, takeSealedDatabase } from './seal-profile.ts';

/**
 * Before a locked profile is opened with its key: a sealing or a change of keys that was cut off is finished. Answers the older key while something could not be put under
 * this one (a full disk): that is used as it is, and tried again the next time.
 */
export async function readyUnder(sealing: Sealing): Promise<Uint8Array | undefined> {
  const { dataDir, key, files, log } = sealing;
  await takeSealedDatabase(sealing);
  const older = olderOf(dataDir, key).key;
  try {
    await sealRest({ ...sealing, older });
    await forgetOlder(dataDir, files);
    return undefined;
  } catch (problem) {
    log?.('lock.not-all-sealed', { code: problem instanceof AppError ? problem.code : 'internal' });
    return older;
  }
}
