import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import {
  BookQuestionMark20Regular,
  HatGraduation20Regular,
  Keyboard20Regular,
  QuestionCircle20Regular,
  Rocket20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { say } from '../../../shared/words/vi.ts';
import { act, keysFor } from '../keys.ts';
import { keepTraining } from '../training/training-state.ts';
import { useIsTrial } from '../training/use-training.ts';

/** Everything that explains, in the same place on every screen (WCAG 3.2.6). */
export function HelpMenu() {
  const navigate = useNavigate();
  const isTrial = useIsTrial();
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={say('help.menu')} relationship="label">
          <Button appearance="subtle" icon={<QuestionCircle20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem
            icon={<BookQuestionMark20Regular />}
            secondaryContent={keysFor('help')}
            onClick={() => act('help')}
          >
            {say('keys.help')}
          </MenuItem>
          {isTrial && (
            <MenuItem icon={<HatGraduation20Regular />} onClick={() => keepTraining({ isOpen: true })}>
              {say('training.title')}
            </MenuItem>
          )}
          <MenuItem
            icon={<Rocket20Regular />}
            onClick={() => void navigate({ to: '/welcome', search: { step: 1 } })}
          >
            {say('welcome.open')}
          </MenuItem>
          <MenuItem
            icon={<Keyboard20Regular />}
            secondaryContent={keysFor('keySheet')}
            onClick={() => act('keySheet')}
          >
            {say('keys.keySheet')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
