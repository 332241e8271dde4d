import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { say } from '../../../shared/words/vi.ts';
import { read } from '../../app/read.ts';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { WorkingCalendar } from './calendar.tsx';
import { Changes } from './changes.tsx';
import { Staff } from './staff.tsx';
import { Units } from './units.tsx';

const route = getRouteApi('/office');
const tabs = ['units', 'people', 'changes', 'calendar'] as const;

/** Tổ chức, cán bộ: everyone whom it concerns reads, the administrator decides, somebody else confirms what gives rights. */
export function OfficePage() {
  const { tab = 'units' } = route.useSearch();
  const navigate = route.useNavigate();
  const waiting = useQuery(read('office.listEvents', {})).data?.waitingCount;
  return (
    <SettingsPage title={say('chart.title')} lead={say('chart.lead')}>
      <Tabs
        label={say('chart.tabs')}
        moreLabel={say('chart.tabs.more')}
        tabs={tabs.map((value) => ({
          value,
          label: say(`chart.tab.${value}`),
          count: value === 'changes' ? waiting : undefined,
        }))}
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next } })}
      />
      {tab === 'units' && <Units />}
      {tab === 'people' && <Staff />}
      {tab === 'changes' && <Changes />}
      {tab === 'calendar' && <WorkingCalendar />}
    </SettingsPage>
  );
}
