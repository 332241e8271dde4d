import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown12Regular, Dismiss12Regular } from '@fluentui/react-icons';
import styles from './chip.module.css';

type Props<Value extends string> = {
  readonly label: string;
  readonly clearLabel: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
};

/** A filter: its name while open, its value with a cross while it filters. */
export function Chip<Value extends string>({ label, clearLabel, choices, value, onChange }: Props<Value>) {
  const chosen = choices.find((choice) => choice.value === value);
  if (chosen)
    return (
      <button
        type="button"
        className={`${styles['chip']} ${styles['chosen']}`}
        aria-label={`${label}: ${chosen.label}. ${clearLabel}`}
        onClick={() => onChange(undefined)}
      >
        {chosen.label}
        <Dismiss12Regular aria-hidden="true" />
      </button>
    );
  return (
    <Menu
      positioning="below-start"
      checkedValues={{ value: [] }}
      onCheckedValueChange={(_event, { checkedItems }) =>
        onChange(choices.find((choice) => choice.value === checkedItems[0])?.value)
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={styles['chip']}>
          {label}
          <ChevronDown12Regular aria-hidden="true" />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {choices.map((choice) => (
            <MenuItemRadio key={choice.value} name="value" value={choice.value}>
              {choice.label}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
