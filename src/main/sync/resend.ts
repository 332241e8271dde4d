import type { Instant } from '../../shared/domain/core/values.ts';
import { addDays, dayOf } from '../../shared/text/day.ts';
import type { WriteDb } from '../store/handles.ts';

/** Accepted operations are kept this long, in case the server is restored from an older backup. */
export const HISTORY_DAYS = 30;

/**
 * After a restored server (a new epoch): accepted operations may have vanished with the days that the backup lacks, so all that are still kept are sent again;
 * the server answers those that it knows with the stored verdict. They show nothing by themselves until then, because their effect may already stand.
 */
export const resendAccepted = (db: WriteDb): void =>
  void db
    .prepare(
      `update outbox set state = 'sent', seq = null, settled_at = null, is_decided_here = 0
       where dev_seq is not null and state = 'answered'`,
    )
    .run();

/**
 * Forgets what is long done, so that the table does not grow for ever. By the server's clock alone: a device whose clock jumps a month ahead would forget what a
 * restored server needs.
 */
export const purgeHistory = (db: WriteDb, serverTime: Instant): void =>
  void db
    .prepare('delete from outbox where settled_at is not null and settled_at < ?')
    .run(addDays(dayOf(serverTime), -HISTORY_DAYS));
