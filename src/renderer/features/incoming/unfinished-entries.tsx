import { Button } from '@fluentui/react-components';
import { Edit20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { IncomingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/page.module.css';
import { dropDraft, useDrafts } from '../../app/drafts.ts';
import { Notice } from '../../ui/notice.tsx';
import { ENTRY_PREFIX, holdsSomething } from './entry.ts';

/** Entries that were begun and left, by closing the window for one. */
export function UnfinishedEntries() {
  const drafts = useDrafts(ENTRY_PREFIX).filter(
    ({ kept }) => kept.values['isNew'] === true && holdsSomething(kept.values),
  );
  const navigate = useNavigate();
  const first = drafts[0];
  if (!first) return null;
  const id = IncomingId.safeParse(first.key.slice(ENTRY_PREFIX.length));
  return (
    <div className={styles['problem']}>
      <Notice
        tone="info"
        icon={<Edit20Regular />}
        actions={
          <>
            {id.success && (
              <Button
                onClick={() =>
                  void navigate({ to: '/incoming/new/$documentId', params: { documentId: id.data } })
                }
              >
                {say('incoming.form.continue')}
              </Button>
            )}
            <Button appearance="subtle" onClick={() => dropDraft(first.key)}>
              {say('incoming.form.discard')}
            </Button>
          </>
        }
      >
        {say('incoming.form.unfinished', { count: drafts.length })}
        {typeof first.kept.values['subject'] === 'string' && first.kept.values['subject'] !== ''
          ? `: ${first.kept.values['subject'].slice(0, 80)}`
          : ''}
      </Notice>
    </div>
  );
}
