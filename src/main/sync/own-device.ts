import type { DeviceId } from '../../shared/domain/core/values.ts';
import type { WriteDb } from '../store/handles.ts';

/**
 * Notes as which device this replica speaks. A machine that was enrolled anew (its folder was copied to another one, or a restored server does not know it) has a
 * sequence of its own: what it keeps stands there in the same order from 1 on, without a hole, however much of its history is forgotten. The server asks for all of it
 * once and answers what it knows by the operations' ids; what it does not know counts now. Answers whether it is another device than before.
 */
export function takeDevice(db: WriteDb, deviceId: DeviceId): boolean {
  const before = db.prepare<[], string | null>('select device_id from replica').pluck().get() ?? null;
  if (before === deviceId) return false;
  db.prepare('update replica set device_id = ?').run(deviceId);
  if (before === null) return false;
  const numbered = db
    .prepare<[], number>('select n from outbox where dev_seq is not null order by dev_seq')
    .pluck()
    .all();
  // Upwards, so that no number is another's for a moment.
  const give = db.prepare('update outbox set dev_seq = ? where n = ?');
  for (const [index, n] of numbered.entries()) give.run(index + 1, n);
  db.prepare('update replica set next_dev_seq = ?').run(numbered.length + 1);
  // An upload that was begun is the other device's.
  db.prepare(`update uploads set address = null where state = 'waiting'`).run();
  return true;
}
