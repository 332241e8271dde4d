import { ShieldError24Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { useContainments } from '../../app/containments.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { ContainmentTable } from './containment-table.tsx';
import { Places } from './places.tsx';

/** Văn bản đã cách ly: what is left of classified documents that got in, and where they still have to go from. */
export function ContainmentsPage() {
  const { mayRead } = useContainments();
  return (
    <SettingsPage title={say('containments.title')} lead={say('containments.lead')}>
      {mayRead ? <Containments /> : <p className={settings['quiet']}>{say('containments.only')}</p>}
    </SettingsPage>
  );
}

function Containments() {
  const { list } = useContainments();
  const [chosen, choose] = useState<string | undefined>(undefined);
  const shown = list.data?.find(({ containmentId }) => containmentId === chosen) ?? list.data?.[0];
  return (
    <>
      <ListSection
        title={say('containments.list')}
        answer={list}
        rowsOf={(rows) => rows}
        empty={{
          ...{ icon: <ShieldError24Regular />, title: say('containments.empty') },
          why: say('containments.empty.why'),
        }}
      >
        {(rows) => <ContainmentTable rows={rows} shown={shown?.containmentId} onShow={choose} />}
      </ListSection>
      {shown && <Places key={shown.containmentId} shown={shown} />}
    </>
  );
}
