import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { say } from '../../shared/words/vi.ts';
import { chooseTheme, type ThemeChoice, themeChoices, useThemeChoice } from './theme-choice.ts';

/** Light, dark, or as the system is; the window follows at once. */
export const ThemeField = () => (
  <Field label={say('look.theme')}>
    <RadioGroup
      layout="horizontal"
      value={useThemeChoice()}
      onChange={(_event, { value }) => chooseTheme(value as ThemeChoice)}
    >
      {themeChoices.map((each) => (
        <Radio key={each} value={each} label={say(`look.theme.${each}`)} />
      ))}
    </RadioGroup>
  </Field>
);
