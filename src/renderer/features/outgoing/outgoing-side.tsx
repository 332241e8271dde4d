import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { FileList } from '../../app/document/file-list.tsx';
import styles from '../../app/document/page.module.css';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { Way } from '../../app/document/way.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { Deliveries } from './deliveries.tsx';
import { Opinions } from './opinions.tsx';

type Props = { readonly detail: OutgoingDetail; readonly today: LocalDate; readonly shownFile: ShownFile };
const tabs = ['way', 'opinions', 'deliveries', 'files'] as const;
type Tab = (typeof tabs)[number];

/** Who has it, how each recipient stands, its files and versions. */
export function OutgoingSide({ detail, today, shownFile }: Props) {
  const isOut = detail.row.state === 'dispatched';
  const [chosen, setTab] = useState<Tab | undefined>(undefined);
  const tab = chosen ?? (isOut ? 'deliveries' : 'way');
  // Four tabs do not fit beside each other: nobody looks for opinions where none was asked.
  const shown = tabs.filter((each) => each !== 'opinions' || detail.opinions.length > 0);
  const counts: Record<Tab, number> = {
    way: 0,
    opinions: detail.opinions.length,
    deliveries: detail.deliveries.length,
    files: detail.files.length,
  };
  return (
    <>
      <Tabs
        label={say('outgoing.side.label')}
        moreLabel={say('common.more')}
        value={tab}
        tabs={shown.map((value) => ({ value, label: say(`outgoing.side.${value}`), count: counts[value] }))}
        onChange={setTab}
      />
      <div
        className={styles['sideBody']}
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label={say(`outgoing.side.${tab}`)}
      >
        {tab === 'way' && <Way timeline={detail.timeline} today={today} />}
        {tab === 'opinions' && <Opinions detail={detail} today={today} />}
        {tab === 'deliveries' && <Deliveries detail={detail} today={today} />}
        {tab === 'files' && (
          <>
            <FileList of={detail.row} files={detail.files} shown={shownFile.file} onShow={shownFile.show} />
            <Versions detail={detail} today={today} />
          </>
        )}
      </div>
    </>
  );
}

/** How a signature in a batch was given. */
const sayReading = (isReviewed: boolean): string =>
  say(isReviewed ? 'outgoing.version.read' : 'outgoing.version.unread');

function Versions({ detail, today }: Omit<Props, 'shownFile'>) {
  const { versions } = detail;
  const [isComparing, setComparing] = useState(false);
  return (
    <>
      <h3 className={styles['sideTitle']}>{say('outgoing.side.versions')}</h3>
      <ul>
        {versions.map(({ origin, docx, by, doneAt, isReviewed, isTaken }) => (
          <li key={doneAt} className={styles['delivery']}>
            <p className={styles['name']}>
              {say(`outgoing.version.${isTaken ? 'taken' : origin}`)}
              {origin === 'signed' && isReviewed !== undefined && `, ${sayReading(isReviewed)}`}
            </p>
            <p className={styles['deliveryState']}>
              {sayMoment(doneAt, today)} · {by?.fullName ?? say('common.unknownPerson')}
              {docx && ` · ${docx.name}`}
            </p>
          </li>
        ))}
      </ul>
      {versions.length > 1 && (
        <Button size="small" onClick={() => setComparing(true)}>
          {say('outgoing.compare.do')}
        </Button>
      )}
      {isComparing && <CompareDialog detail={detail} today={today} onClose={() => setComparing(false)} />}
    </>
  );
}
