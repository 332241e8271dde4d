import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../../app/clock.ts';
import styles from '../../app/document/page.module.css';
import { Notice } from '../../ui/notice.tsx';

type Props = { readonly detail: IncomingDetail; readonly profile: ProfileShown };

/** Tells a leader that his words on paper were typed in for him, by whom, and what he can do where they are not his. */
export function RecordedNotice({ detail: { document, sheet }, profile: { officialId, today } }: Props) {
  const { recorded, state } = document;
  if (recorded?.to !== officialId || state === 'done' || state === 'recalled') return null;
  const entry = sheet.findLast((each) => each.recorded !== undefined);
  return (
    <div className={styles['returned']}>
      <Notice tone="info" title={say('recorded.title')}>
        {say('recorded.what', {
          day: sayDay(recorded.writtenOn, today),
          name: entry?.recorded?.by?.fullName ?? say('common.unknownPerson'),
        })}{' '}
        {say('recorded.object')}
      </Notice>
    </div>
  );
}
