import {
  ArchiveArrowBack20Regular,
  BoxCheckmark20Regular,
  CalendarClock20Regular,
  Edit20Regular,
  FolderArrowUp20Regular,
  FolderOpen20Regular,
  LockClosed20Regular,
} from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import type { DossierState } from '../../../shared/domain/dossier/dossier.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import { ActionBar } from '../../app/document/action-bar.tsx';
import type { Act } from '../../app/document/acts.ts';
import { DocumentHead } from '../../app/document/document-head.tsx';
import styles from '../../app/document/page.module.css';
import { sayWhyNot } from '../../app/fault.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import { AcceptDialog, CloseDialog, KeepDialog, SendBackDialog } from './dossier-dialogs.tsx';
import { EditDossierDialog } from './dossier-form.tsx';
import { DossierItems } from './dossier-items.tsx';
import { sayRetention } from './dossier-row.tsx';

type Props = { readonly detail: DossierDetail; readonly today: LocalDate; readonly onBack: () => void };
type Dialog = 'edit' | 'close' | 'accept' | 'sendBack' | 'keep';

/** What leads a dossier on from each state; everything else stands in the menu. */
const leading: Readonly<Record<DossierState, string | undefined>> = {
  open: 'dossier.close',
  closed: 'dossier.submit',
  submitted: 'dossier.accept',
  archived: undefined,
};

export function DossierReading({ detail, today, onBack }: Props) {
  const [dialog, setDialog] = useState<Dialog | undefined>(undefined);
  const { dossier, row } = detail;
  const reopen = useCommand('dossier.reopen');
  const submit = useCommand('dossier.submit');
  const onClose = () => setDialog(undefined);
  const acts = actsOf(detail, {
    onDialog: setDialog,
    reopen: () => reopen.mutate({ dossierId: row.dossierId }),
    submit: () => submit.mutate({ dossierId: row.dossierId }),
  });
  const primary = acts.find(({ key }) => key === leading[row.state]);
  const error = reopen.error ?? submit.error;
  return (
    <>
      <Head detail={detail} today={today} onBack={onBack} />
      {dossier.sentBackReason !== undefined && row.state === 'closed' && (
        <div className={styles['returned']}>
          <Notice tone="unsure" title={say('dossier.sentBack')}>
            {dossier.sentBackReason}
          </Notice>
        </div>
      )}
      <DossierItems detail={detail} today={today} />
      <ActionBar
        primary={primary}
        others={acts.filter(({ key, whyNot }) => key === 'dossier.edit' && whyNot === undefined)}
        more={acts.filter((act) => act !== primary && act.key !== 'dossier.edit')}
        status={
          dossier.archived &&
          say('dossier.archived', {
            day: formatDay(dossier.archived.on),
            condition: dossier.archived.condition,
          })
        }
        problem={error ? <Problem error={error} /> : undefined}
      />
      {dialog === 'edit' && <EditDossierDialog detail={detail} onClose={onClose} />}
      {dialog === 'close' && <CloseDialog detail={detail} today={today} onClose={onClose} />}
      {dialog === 'accept' && <AcceptDialog detail={detail} onClose={onClose} />}
      {dialog === 'sendBack' && <SendBackDialog detail={detail} onClose={onClose} />}
      {dialog === 'keep' && <KeepDialog detail={detail} onClose={onClose} />}
    </>
  );
}

type Doing = {
  readonly onDialog: (dialog: Dialog) => void;
  readonly reopen: () => void;
  readonly submit: () => void;
};

function actsOf({ allowed }: DossierDetail, { onDialog, reopen, submit }: Doing): readonly Act[] {
  const ways: readonly (readonly [name: string, word: WordKey, icon: ReactElement, act: () => void])[] = [
    ['dossier.edit', 'dossier.edit', <Edit20Regular key="i" />, () => onDialog('edit')],
    ['dossier.close', 'dossier.close', <LockClosed20Regular key="i" />, () => onDialog('close')],
    ['dossier.reopen', 'dossier.reopen', <FolderOpen20Regular key="i" />, reopen],
    ['dossier.submit', 'dossier.submit', <FolderArrowUp20Regular key="i" />, submit],
    ['dossier.accept', 'dossier.accept', <BoxCheckmark20Regular key="i" />, () => onDialog('accept')],
    [
      'dossier.sendBack',
      'dossier.sendBack',
      <ArchiveArrowBack20Regular key="i" />,
      () => onDialog('sendBack'),
    ],
    ['dossier.keep', 'dossier.keep', <CalendarClock20Regular key="i" />, () => onDialog('keep')],
  ];
  return ways.map(([name, word, icon, act]) => {
    const found = allowed.find((each) => each.name === name);
    const whyNot = found?.isAllowed === true ? undefined : sayWhyNot(found?.reason ?? '');
    return { key: name, label: say(word), icon, act, whyNot };
  });
}

function Head({ detail: { row, dossier, helpers }, today, onBack }: Props) {
  const names = helpers.map(({ person }) => person?.fullName ?? say('common.unknownPerson')).join(', ');
  return (
    <DocumentHead subject={row.title} onBack={onBack} hasSide={false}>
      <strong>{row.notation}</strong>
      <span>{say(`dossier.state.${row.state}`)}</span>
      <span>{sayRetention(row.retention)}</span>
      {dossier.isRestricted && <span>{say('dossier.fact.restricted')}</span>}
      <span>{say('dossier.fact.started', { day: formatDay(row.startedOn) })}</span>
      {row.endedOn && <span>{say('dossier.fact.ended', { day: formatDay(row.endedOn) })}</span>}
      {row.dueOn && (
        <span>
          {say(row.dueOn < today ? 'dossier.fact.late' : 'dossier.fact.due', { day: formatDay(row.dueOn) })}
        </span>
      )}
      {dossier.kept && (
        <span>
          {say('dossier.fact.kept', { day: formatDay(dossier.kept.until), basis: dossier.kept.basis })}
        </span>
      )}
      {row.owner && <span>{say('dossier.fact.owner', { name: row.owner.fullName })}</span>}
      {names !== '' && <span className={styles['quiet']}>{say('dossier.fact.helpers', { names })}</span>}
    </DocumentHead>
  );
}
