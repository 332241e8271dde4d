import { Button, Checkbox } from '@fluentui/react-components';
import { Dismiss12Regular, Send20Regular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { AgencyId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';

const SHOWN_MAX = 100;
type Chosen = ReadonlyMap<AgencyId, string>;
type Props = { readonly detail: OutgoingDetail; readonly onClose: () => void };

/** Phát hành: to whom, beginning with those whom the paper itself names; the package is built and sent when it is confirmed. */
export function DispatchDialog({ detail: { row }, onClose }: Props) {
  const named = useQuery(read('outgoing.suggestRecipients', { documentId: row.documentId })).data;
  const suggested: Chosen = new Map(named?.map(({ agencyId, name }) => [agencyId, name]));
  const [own, setOwn] = useState<Chosen | undefined>(undefined);
  const chosen = own ?? suggested;
  const issue = useCommand('outgoing.issue');
  const toggle = (agencyId: AgencyId, name: string) => {
    const next = new Map(chosen);
    if (!next.delete(agencyId)) next.set(agencyId, name);
    setOwn(next);
  };
  const act = () =>
    issue.mutate({ documentId: row.documentId, recipients: [...chosen.keys()] }, { onSuccess: onClose });
  return (
    <Modal
      title={say('dispatch.title', { reference: row.reference })}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      aside={say('dispatch.chosen', { count: chosen.size })}
      primary={{
        label: chosen.size > 0 ? say('dispatch.do', { count: chosen.size }) : say('dispatch.doPlain'),
        icon: <Send20Regular />,
        act,
        isBusy: issue.isPending,
        whyNot: chosen.size > 0 ? undefined : say('dispatch.none'),
      }}
    >
      <p className={styles['explain']}>{say('dispatch.final')}</p>
      {row.recipientsText !== '' && (
        <div>
          <p className={styles['label']}>{say('dispatch.onPaper')}</p>
          <p className={styles['old']}>{row.recipientsText}</p>
        </div>
      )}
      {own === undefined && suggested.size > 0 && (
        <p className={styles['explain']} role="status">
          {say('dispatch.preselected', { count: suggested.size })}
        </p>
      )}
      <AgencySearch chosen={chosen} onToggle={toggle} />
      <Picked chosen={chosen} onDrop={toggle} />
      {issue.error && <Problem error={issue.error} />}
    </Modal>
  );
}

type SearchProps = { readonly chosen: Chosen; readonly onToggle: (id: AgencyId, name: string) => void };
/** Agencies that a dispatch can reach; the search is folded, so marks need not be typed. */
function AgencySearch({ chosen, onToggle }: SearchProps) {
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim()).slice(0, 200);
  const agencies = useQuery({
    ...read('office.listAgencies', { text, limit: SHOWN_MAX }),
    placeholderData: keepPreviousData,
  });
  const chooseOnly = (event: KeyboardEvent) => {
    // Enter chooses the only hit instead of sending the document away.
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const [only, second] = agencies.data ?? [];
    if (only && !second) onToggle(only.agencyId, only.name);
  };
  return (
    <div>
      <input
        type="search"
        aria-label={say('dispatch.find')}
        placeholder={say('dispatch.find')}
        maxLength={200}
        defaultValue=""
        autoComplete="off"
        spellCheck={false}
        className={styles['find']}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={chooseOnly}
      />
      <ul className={styles['people']}>
        {agencies.data?.map(({ agencyId, name, code }) => (
          <li key={agencyId} className={styles['agency']}>
            <Checkbox label={name} checked={chosen.has(agencyId)} onChange={() => onToggle(agencyId, name)} />
            <span className={styles['code']}>{code}</span>
          </li>
        ))}
        {agencies.data?.length === 0 && (
          <li className={styles['nobody']}>{say('dispatch.nobody', { text })}</li>
        )}
      </ul>
      {agencies.error && <Problem error={agencies.error} />}
    </div>
  );
}

function Picked({
  chosen,
  onDrop,
}: {
  readonly chosen: Chosen;
  readonly onDrop: (id: AgencyId, name: string) => void;
}) {
  if (chosen.size === 0) return null;
  return (
    <div className={styles['phrases']}>
      {[...chosen].map(([agencyId, name]) => (
        <Button
          key={agencyId}
          size="small"
          icon={<Dismiss12Regular />}
          iconPosition="after"
          aria-label={`${say('common.remove')} ${name}`}
          onClick={() => onDrop(agencyId, name)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
