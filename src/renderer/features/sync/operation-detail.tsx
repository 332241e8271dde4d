import { Button } from '@fluentui/react-components';
import {
  ArrowSwap16Regular,
  ArrowUndo20Regular,
  Checkmark20Regular,
  CloudCheckmark24Regular,
  Desktop20Regular,
  Open20Regular,
  Server20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import type { OperationShown } from '../../../shared/contract/sync.ts';
import { IncomingId, LocalDate, OutgoingId } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { sayMoment } from '../../app/clock.ts';
import { sayCode } from '../../app/fault.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OperationFiles } from './operation-files.tsx';
import { fieldName, titleOf } from './operation-name.ts';
import styles from './sync.module.css';

type Props = { readonly operation: OperationShown | undefined; readonly today: LocalDate };

/** One operation: what was done, what became of it, both values where they differ, and what can be done about it. */
export function OperationDetail({ operation, today }: Props) {
  if (!operation)
    return (
      <Empty icon={<CloudCheckmark24Regular />} title={say('sync.none')}>
        {say('sync.none.why')}
      </Empty>
    );
  const { subject, state, doneAt, code, detail, differences } = operation;
  return (
    <>
      <div className={styles['body']}>
        <div>
          <h2 className={styles['title']}>
            {titleOf(operation)}: {subject}
          </h2>
          <p className={styles['meta']}>
            {say('sync.doneAt', { time: sayMoment(doneAt, today) })} · {say(`sync.state.${state}`)}.{' '}
            {(state === 'refused' || state === 'conflict') && say('sync.kept')}
          </p>
        </div>
        {code !== undefined && (
          <Notice tone={state === 'conflict' ? 'unsure' : 'wrong'} code={say('problem.code', { code })}>
            {sayCode(code, detail)}
          </Notice>
        )}
        {operation.files.length > 0 && <OperationFiles operation={operation} />}
        {differences.length > 0 && <Differences differences={differences} />}
      </div>
      <Acts operation={operation} />
    </>
  );
}

function Differences({ differences }: { readonly differences: OperationShown['differences'] }) {
  return (
    <div className={styles['tableFrame']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{say('sync.field')}</th>
            <th scope="col">
              <Desktop20Regular aria-hidden="true" /> {say('sync.mine')}
            </th>
            <th scope="col">
              <Server20Regular aria-hidden="true" /> {say('sync.theirs')}
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, mine, theirs }) => (
            <tr key={field} className={mine === theirs ? '' : styles['differs']}>
              <th scope="row">{fieldName(field)}</th>
              <Value value={mine} differs={mine !== theirs} />
              <Value value={theirs} differs={mine !== theirs} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value, differs }: { readonly value: string; readonly differs: boolean }) {
  const day = LocalDate.safeParse(value);
  const shown = value === '' ? say('sync.empty.value') : day.success ? formatDay(day.data) : value;
  return (
    <td>
      {differs && <ArrowSwap16Regular aria-label={say('sync.differs')} className={styles['swap'] ?? ''} />}
      <span>{shown}</span>
    </td>
  );
}

function Acts({ operation }: { readonly operation: OperationShown }) {
  const { operationId, state, documentKind, documentId } = operation;
  const navigate = useNavigate();
  const dismiss = useCommand('sync.dismiss');
  const takeBack = useCommand('sync.takeBack');
  const isOver = state === 'refused' || state === 'conflict';
  const isUnsent = state === 'waiting' || state === 'parked';
  const open = () => {
    if (documentKind === 'incoming')
      void navigate({ to: '/incoming', search: { view: 'all', id: IncomingId.parse(documentId) } });
    if (documentKind === 'outgoing')
      void navigate({ to: '/outgoing', search: { view: 'all', id: OutgoingId.parse(documentId) } });
  };
  return (
    <footer className={styles['foot']}>
      {documentKind !== 'other' && (
        <Button appearance="primary" icon={<Open20Regular />} onClick={open}>
          {say('sync.openDocument')}
        </Button>
      )}
      {isOver && (
        <Button
          icon={<Checkmark20Regular />}
          disabledFocusable={dismiss.isPending}
          onClick={() =>
            dismiss.mutate({ operationId }, { onSuccess: () => announce(say('sync.dismissed')) })
          }
        >
          {say('sync.dismiss')}
        </Button>
      )}
      {isUnsent && (
        <>
          <Button
            icon={<ArrowUndo20Regular />}
            disabledFocusable={takeBack.isPending}
            onClick={() =>
              takeBack.mutate(
                { operationId },
                {
                  onSuccess: ({ takenBack }) => announce(say('sync.takenBack', { count: takenBack.length })),
                },
              )
            }
          >
            {say('sync.takeBack')}
          </Button>
          <span className={styles['meta']}>{say('sync.takeBack.why')}</span>
        </>
      )}
      {(dismiss.error ?? takeBack.error) && <Problem error={dismiss.error ?? takeBack.error} />}
    </footer>
  );
}
