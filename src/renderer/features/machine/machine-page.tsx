import { say } from '../../../shared/words/vi.ts';
import { EnrolAgainBar } from '../../app/enrol-again-bar.tsx';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Devices } from './devices.tsx';
import { LockSection } from './lock-section.tsx';

/** Máy và khóa: how what lies on this machine is locked, and which machines speak for the official. */
export const MachinePage = () => (
  <SettingsPage title={say('machine.title')} lead={say('machine.lead')}>
    <EnrolAgainBar />
    <LockSection />
    <Devices />
  </SettingsPage>
);
