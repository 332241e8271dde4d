import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Overflow,
  OverflowItem,
  Tab,
  TabList,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import styles from './tabs.module.css';

export type TabChoice<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly count?: number | undefined;
};
type Props<Value extends string> = {
  readonly label: string;
  readonly moreLabel: string;
  readonly tabs: readonly TabChoice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** Tabs with counts; those without room wait in a menu at the end, never a badge for zero. */
export function Tabs<Value extends string>({ label, moreLabel, tabs, value, onChange }: Props<Value>) {
  const known = (found: unknown) => tabs.find((tab) => tab.value === found)?.value;
  return (
    <Overflow minimumVisible={2} padding={18}>
      <div className={styles['tabs']}>
        <TabList
          aria-label={label}
          className={styles['list']}
          selectedValue={value}
          onTabSelect={(_event, { value: picked }) => {
            const next = known(picked);
            if (next !== undefined) onChange(next);
          }}
        >
          {tabs.map((tab, index) => (
            <OverflowItem
              key={tab.value}
              id={tab.value}
              priority={priorityOf(tab, index, tab.value === value)}
            >
              <Tab value={tab.value} className={styles['tab']}>
                {tab.label}
                {tab.count !== undefined && tab.count > 0 && (
                  <span className={styles['count']}> {tab.count}</span>
                )}
              </Tab>
            </OverflowItem>
          ))}
        </TabList>
        <More label={moreLabel} tabs={tabs} onPick={(picked) => onChange(picked)} />
      </div>
    </Overflow>
  );
}

/**
 * The chosen tab stays longest, then the earlier ones. The digits of the count are in it because the kit measures a tab anew only when its
 * priority changes, and digits are what makes a tab wider.
 */
function priorityOf(
  { count = 0 }: { readonly count?: number | undefined },
  index: number,
  isChosen: boolean,
): number {
  return (isChosen ? 1000 : 100 - index) + String(count).length / 100 + (count > 0 ? 0.1 : 0);
}

function More<Value extends string>({
  label,
  tabs,
  onPick,
}: {
  readonly label: string;
  readonly tabs: readonly TabChoice<Value>[];
  readonly onPick: (value: Value) => void;
}) {
  const { ref, isOverflowing } = useOverflowMenu<HTMLButtonElement>();
  if (!isOverflowing) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          ref={ref as never}
          appearance="subtle"
          aria-label={label}
          icon={<MoreHorizontal20Regular />}
          className={styles['more']}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {tabs.map((tab) => (
            <HiddenTab key={tab.value} tab={tab} onPick={() => onPick(tab.value)} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function HiddenTab({ tab, onPick }: { readonly tab: TabChoice<string>; readonly onPick: () => void }) {
  if (useIsOverflowItemVisible(tab.value)) return null;
  return (
    <MenuItem {...(tab.count ? { secondaryContent: String(tab.count) } : {})} onClick={onPick}>
      {tab.label}
    </MenuItem>
  );
}
