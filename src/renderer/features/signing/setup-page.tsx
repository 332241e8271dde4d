import { say } from '../../../shared/words/vi.ts';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { SetupDrivers } from './setup-drivers.tsx';
import { SetupPlaces } from './setup-places.tsx';
import { SetupQueue } from './setup-queue.tsx';
import { SetupTime } from './setup-time.tsx';

/** Thiết lập ký số: what signatures of this official on this machine carry, what still waits, and by what they are made. */
export const SetupPage = () => (
  <SettingsPage title={say('setup.title')} lead={say('setup.lead')}>
    <SetupTime />
    <SetupQueue />
    <SetupDrivers />
    <SetupPlaces />
  </SettingsPage>
);
