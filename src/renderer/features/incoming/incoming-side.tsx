import { useState } from 'react';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import type { IncomingState } from '../../../shared/domain/incoming/incoming.ts';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { FileList } from '../../app/document/file-list.tsx';
import styles from '../../app/document/page.module.css';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { Way } from '../../app/document/way.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Tasks } from './document-tasks.tsx';
import { MetadataTab } from './metadata-tab.tsx';
import { Readers, SheetTab } from './sheet-tab.tsx';

type Props = {
  readonly detail: IncomingDetail;
  readonly profile: ProfileShown;
  readonly shownFile: ShownFile;
};
type Tab = 'way' | 'directives' | 'files' | 'metadata' | 'corrections';

/** Who has it, what was said, its files, what was corrected. */
export function IncomingSide({ detail, profile, shownFile }: Props) {
  const { today } = profile;
  const [tab, setTab] = useState<Tab>('way');
  const counts: Record<Tab, number> = {
    way: 0,
    directives: detail.sheet.length,
    files: detail.files.length,
    metadata: 0,
    corrections: detail.corrections.length,
  };
  const tabs = (['way', 'directives', 'files', 'metadata', 'corrections'] as const).filter(
    (each) => each !== 'corrections' || counts.corrections > 0,
  );
  const shown = tabs.includes(tab) ? tab : 'way';
  return (
    <>
      <Tabs
        label={say('incoming.side.label')}
        moreLabel={say('common.more')}
        value={shown}
        tabs={tabs.map((value) => ({ value, label: say(`incoming.side.${value}`), count: counts[value] }))}
        onChange={setTab}
      />
      <div
        className={styles['sideBody']}
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say(`incoming.side.${shown}`)}
      >
        {shown === 'way' && <WayTab detail={detail} today={today} />}
        {shown === 'directives' && <SheetTab detail={detail} today={today} />}
        {shown === 'files' && (
          <FileList of={detail.row} files={detail.files} shown={shownFile.file} onShow={shownFile.show} />
        )}
        {shown === 'metadata' && <MetadataTab detail={detail} profile={profile} />}
        {shown === 'corrections' && <CorrectionsTab detail={detail} today={today} />}
      </div>
    </>
  );
}

type TabProps = { readonly detail: IncomingDetail; readonly today: LocalDate };

/** Where nobody has it any more, and it is not done either: why. */
const nobody: Partial<Record<IncomingState, WordKey>> = {
  refused: 'incoming.side.nobody.refused',
  recalled: 'incoming.side.nobody.recalled',
};

function WayTab({ detail, today }: TabProps) {
  const { holder, state } = detail.row;
  const why = nobody[state];
  return (
    <>
      {why && (
        <div className={styles['holder']}>
          <p className={styles['name']}>{say('incoming.side.nobody')}</p>
          <p>{say(why)}</p>
        </div>
      )}
      {holder && (
        <div className={styles['holder']}>
          <p>{say('incoming.side.holder')}</p>
          <p className={styles['name']}>{holder.fullName}</p>
          <p>{holder.position}</p>
        </div>
      )}
      <Way timeline={detail.timeline} today={today} />
      <Tasks detail={detail} today={today} />
      <Readers detail={detail} today={today} />
    </>
  );
}

function CorrectionsTab({ detail: { corrections }, today }: TabProps) {
  return (
    <>
      {corrections.map(({ field, oldValue, newValue, reason, by, doneAt }) => (
        <article key={`${field}:${doneAt}`} className={styles['entry']}>
          <p className={styles['who']}>
            {by?.fullName ?? say('common.unknownPerson')} · {sayMoment(doneAt, today)}
          </p>
          <p>
            {say(`field.${field}`)}: <del>{oldValue || say('incoming.side.empty')}</del>
            {' → '}
            <ins>{newValue || say('incoming.side.empty')}</ins>
          </p>
          <p className={styles['who']}>
            {say('field.reason')}: {reason}
          </p>
        </article>
      ))}
    </>
  );
}
