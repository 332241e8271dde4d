import type { GroupShown } from '../../shared/contract/exchange.ts';
import { RecipientGroupId } from '../../shared/domain/core/values.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

const inVietnamese = new Intl.Collator('vi');

/** The groups of recipients that the agency keeps, by name. */
export const listGroups = (db: ReadDb): GroupShown[] =>
  allOf(db, 'recipientGroup')
    .filter(({ body }) => !body.isRemoved)
    .map(({ id, body: { name, members } }) => ({ groupId: RecipientGroupId.parse(id), name, members }))
    .sort((a, b) => inVietnamese.compare(a.name, b.name));
