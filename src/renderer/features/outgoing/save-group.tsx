import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { RecipientGroupId } from '../../../shared/domain/core/values.ts';
import { GROUP_MEMBERS_MAX } from '../../../shared/domain/exchange/recipient-group.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import styles from './dispatch.module.css';
import type { RecipientChoice } from './use-recipients.ts';

/** Keeps those who are chosen as a group; under a name that is there, in the place of its members. */
export function SaveGroup({ choice: { chosen } }: { readonly choice: RecipientChoice }) {
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const groups = useQuery(read('exchange.listGroups', {})).data ?? [];
  const agencyId = useProfile()?.agencyId;
  const save = useCommand('exchange.saveGroup');
  if (chosen.size < 2 || chosen.size > GROUP_MEMBERS_MAX || !agencyId) return null;
  if (!isOpen)
    return (
      <div>
        <Button size="small" onClick={() => setOpen(true)}>
          {say('dispatch.group.save')}
        </Button>
      </div>
    );
  const act = () => {
    const name = field.current?.value.trim() ?? '';
    if (name === '') return field.current?.focus();
    const known = groups.find((group) => group.name === name);
    const groupId = known?.groupId ?? RecipientGroupId.parse(crypto.randomUUID());
    save.mutate(
      { groupId, agencyId, name, members: [...chosen.keys()] },
      {
        onSuccess: () => {
          announce(say('dispatch.group.saved', { name, count: chosen.size }));
          setOpen(false);
        },
      },
    );
    return undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter keeps the group instead of sending the document away.
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <div className={styles['saveGroup']}>
        <input
          ref={field}
          type="text"
          // biome-ignore lint/a11y/noAutofocus: it opens where its button was pressed.
          autoFocus
          aria-label={say('dispatch.group.name')}
          placeholder={say('dispatch.group.name')}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          className={styles['find']}
          onKeyDown={onKeyDown}
        />
        <Button size="small" disabledFocusable={save.isPending} onClick={act}>
          {say('dispatch.group.keep')}
        </Button>
      </div>
      {save.error && <Problem error={save.error} />}
    </>
  );
}
