import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { say } from '../../shared/words/vi.ts';
import { appearances, chooseAppearance, useAppearance, useThemeName } from './appearance.ts';

/** Light, dark, or as the system is; the window follows at once. */
export function ThemeField() {
  const isContrast = useThemeName() === 'contrast';
  return (
    <Field label={say('look.theme')} {...(isContrast && { hint: say('look.theme.contrast') })}>
      <RadioGroup
        layout="horizontal"
        value={useAppearance()}
        onChange={(_event, { value }) => {
          const chosen = appearances.find((each) => each === value);
          if (chosen) chooseAppearance(chosen);
        }}
      >
        {appearances.map((each) => (
          <Radio key={each} value={each} label={say(`look.theme.${each}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
