import type { IncomingId } from '../../../shared/domain/core/values.ts';
import { ask } from '../../app/read.ts';

/** Rows looked at for the next one: what is behind them has not waited as long as anybody registers in one go. */
const ROWS = 100;

/** Which document waits for the book behind this one in its list, else before it; what is on its way into the book already is passed over. */
export async function nextArrived(documentId: IncomingId): Promise<IncomingId | undefined> {
  const { rows } = await ask('incoming.list', { view: 'arrived', limit: ROWS });
  const at = rows.findIndex((row) => row.documentId === documentId);
  const around = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))];
  return around.find(({ sync }) => sync === 'synced')?.documentId;
}
