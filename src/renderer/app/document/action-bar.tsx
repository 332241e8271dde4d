import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { useShortcut } from '../keys.ts';
import styles from './action-bar.module.css';
import { type Act, keysOfAct, useOfferActs } from './acts.ts';

type Props = {
  readonly primary: Act | undefined;
  readonly others: readonly Act[];
  readonly more: readonly Act[];
  /** Where nothing is left to do, what is the case. */
  readonly status?: ReactNode;
  readonly problem?: ReactNode;
};

/** One primary at the left, at most two others, the rest under "…"; a forbidden act says why beside it. */
export function ActionBar({ primary, others, more, status, problem }: Props) {
  useShortcut(
    'primary',
    primary && primary.whyNot === undefined && !primary.isBusy ? primary.act : undefined,
  );
  useOfferActs([...(primary ? [primary] : []), ...others, ...more]);
  return (
    <div className={styles['foot']}>
      {problem !== undefined && <div className={styles['problem']}>{problem}</div>}
      <div className={styles['bar']}>
        {primary && <ActButton act={primary} isPrimary />}
        {status !== undefined && <span className={styles['status']}>{status}</span>}
        {others.map((act) => (
          <ActButton key={act.key} act={act} />
        ))}
        <Menu positioning="above-start">
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" aria-label={say('common.more')} icon={<MoreHorizontal20Regular />} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {more.map((act) => (
                <ActItem key={act.key} act={act} />
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        {primary?.whyNot !== undefined && <span className={styles['why']}>{primary.whyNot}</span>}
      </div>
    </div>
  );
}

function ActButton({ act, isPrimary = false }: { readonly act: Act; readonly isPrimary?: boolean }) {
  const isOff = act.whyNot !== undefined || act.isBusy === true;
  return (
    <Button
      appearance={isPrimary ? 'primary' : 'secondary'}
      icon={act.icon ?? null}
      disabledFocusable={isOff}
      title={act.whyNot ?? keysOfAct(act)}
      className={styles['button']}
      onClick={act.act}
    >
      {act.label}
    </Button>
  );
}

function ActItem({ act }: { readonly act: Act }) {
  const { label, icon, whyNot, note } = act;
  const [why, keys] = [whyNot ?? note, keysOfAct(act)];
  return (
    <MenuItem
      disabled={whyNot !== undefined}
      onClick={act.act}
      {...(icon && { icon })}
      {...(why !== undefined && { subText: why })}
      {...(keys !== undefined && { secondaryContent: keys })}
    >
      {label}
    </MenuItem>
  );
}
