import { Button } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { say } from '../../../shared/words/vi.ts';
import { SettingsSection } from '../../app/settings/settings-section.tsx';
import { ThemeField } from '../../app/theme-field.tsx';

/** What this window looks like here, and the first steps once more. */
export function WindowSection() {
  const navigate = useNavigate();
  return (
    <SettingsSection
      title={say('look.title')}
      act={
        <Button onClick={() => void navigate({ to: '/welcome', search: { step: 1 } })}>
          {say('welcome.open')}
        </Button>
      }
    >
      <ThemeField />
    </SettingsSection>
  );
}
