import { Button } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { KeysDialog } from '../../app/frame/keys-dialog.tsx';
import settings from '../../app/settings/settings.module.css';
import { SettingsSection } from '../../app/settings/settings-section.tsx';
import { ThemeField } from '../../app/theme-field.tsx';

/** What this window looks like here, its keys, and the first steps once more. */
export function WindowSection() {
  const navigate = useNavigate();
  const [isChanging, setChanging] = useState(false);
  return (
    <SettingsSection
      title={say('look.title')}
      act={
        <div className={settings['acts']}>
          <Button onClick={() => setChanging(true)}>{say('keys.change')}</Button>
          <Button onClick={() => void navigate({ to: '/welcome', search: { step: 1 } })}>
            {say('welcome.open')}
          </Button>
        </div>
      }
    >
      <ThemeField />
      {isChanging && <KeysDialog onClose={() => setChanging(false)} />}
    </SettingsSection>
  );
}
