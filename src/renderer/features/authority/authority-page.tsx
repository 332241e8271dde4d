import { say } from '../../../shared/words/vi.ts';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Delegations } from './delegations.tsx';
import { Handovers } from './handovers.tsx';
import { Leavers } from './leavers.tsx';

/** Ủy quyền, con dấu (NĐ 30/2020 articles 13, 32): everyone reads, the head and the clerk decide. */
export const AuthorityPage = () => (
  <SettingsPage title={say('authority.title')} lead={say('authority.lead')}>
    <Delegations />
    <Handovers />
    <Leavers />
  </SettingsPage>
);
