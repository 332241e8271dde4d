import { say } from '../../../shared/words/vi.ts';
import { EnrolAgainBar } from '../../app/enrol-again-bar.tsx';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Devices } from './devices.tsx';
import { LockSection } from './lock-section.tsx';
import { WindowSection } from './window-section.tsx';

/** Máy và khóa: how what lies on this machine is locked, which machines speak for the official, and what the window looks like. */
export const MachinePage = () => (
  <SettingsPage title={say('machine.title')} lead={say('machine.lead')}>
    <EnrolAgainBar />
    <LockSection />
    <Devices />
    <WindowSection />
  </SettingsPage>
);
