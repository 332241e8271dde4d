import { Button } from '@fluentui/react-components';
import { Checkmark20Filled, CheckmarkCircle20Regular, Copy20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ExportedOperation, ExportRead } from '../../../shared/contract/sync.ts';
import { LocalDate, type OperationId } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say, type WordKey, words } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { sayMoment } from '../../app/clock.ts';
import { saySize } from '../../app/document/say-size.ts';
import { useToday } from '../../app/profile.ts';
import { recall, remember } from '../../app/remembered.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { fieldName, nameOf } from './operation-name.ts';
import styles from './sync.module.css';

const DEALT_KEY = 'handed.dealt';
/** Ids alone; the oldest go first. */
const DEALT_MAX = 2_000;

const recallDealt = (): readonly string[] =>
  recall(DEALT_KEY, (found) => (Array.isArray(found) ? found.map(String) : undefined)) ?? [];

/** What who left had asked and the server had not taken: to be read, copied and done anew by somebody in office, never given again in his name. */
export function ExportDialog({ read, onClose }: { readonly read: ExportRead; readonly onClose: () => void }) {
  const [dealt, setDealt] = useState(recallDealt);
  const today = useToday();
  const toggle = (operationId: OperationId) => {
    const others = dealt.filter((each) => each !== operationId);
    const next = others.length === dealt.length ? [...dealt, operationId].slice(-DEALT_MAX) : others;
    remember(DEALT_KEY, next);
    setDealt(next);
  };
  const { official, officialId, madeAt, operations } = read;
  const left = operations.filter(({ operationId }) => !dealt.includes(operationId)).length;
  return (
    <Modal
      title={say('handed.title', { name: official?.fullName ?? officialId })}
      width="large"
      closeLabel={say('common.close')}
      onClose={onClose}
      aside={say('handed.left', { left, count: operations.length })}
    >
      <p className={styles['meta']}>
        {official && `${official.position} · `}
        {say('handed.made', { time: sayMoment(madeAt, today), device: read.deviceId.slice(0, 8) })}
      </p>
      <Notice tone="info" title={say('handed.never')}>
        {say('handed.never.why')}
      </Notice>
      {operations.length === 0 && <p>{say('handed.empty')}</p>}
      <ol className={styles['handed']}>
        {operations.map((operation) => (
          <Item
            key={operation.operationId}
            operation={operation}
            today={today}
            isDealt={dealt.includes(operation.operationId)}
            onToggle={() => toggle(operation.operationId)}
          />
        ))}
      </ol>
    </Modal>
  );
}

function Item({
  operation,
  today,
  isDealt,
  onToggle,
}: {
  readonly operation: ExportedOperation;
  readonly today: LocalDate;
  readonly isDealt: boolean;
  readonly onToggle: () => void;
}) {
  const [head = '', ...lines] = linesOf(operation, today);
  const copy = () => {
    void navigator.clipboard.writeText([head, ...lines].join('\n'));
    announce(say('handed.copied'));
  };
  const title = nameOf(operation.name);
  return (
    <li className={styles['handedItem']}>
      <div className={styles['handedHead']}>
        <h3>{head}</h3>
        {isDealt && (
          <span className={styles['dealt']}>
            <Checkmark20Filled aria-hidden="true" /> {say('handed.dealt')}
          </span>
        )}
      </div>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div className={styles['handedActs']}>
        <Button
          size="small"
          icon={<Copy20Regular />}
          aria-label={say('handed.copy.of', { title })}
          onClick={copy}
        >
          {say('handed.copy')}
        </Button>
        <Button
          size="small"
          icon={<CheckmarkCircle20Regular />}
          aria-label={say(isDealt ? 'handed.undo.of' : 'handed.mark.of', { title })}
          onClick={onToggle}
        >
          {say(isDealt ? 'handed.undo' : 'handed.mark')}
        </Button>
      </div>
    </li>
  );
}

/** An operation in words, line by line: on the screen and on the clipboard. */
function linesOf(operation: ExportedOperation, today: LocalDate): readonly string[] {
  const { name, doneAt, state, document, subject, isContained, why, told, files } = operation;
  const head = `${nameOf(name)} · ${sayMoment(doneAt, today)}`;
  if (isContained) return [head, say('handed.contained')];
  const here = document && `${document.reference} ${document.subject}`.trim();
  return [
    head,
    ...(here !== undefined ? [say('handed.document', { text: here })] : []),
    ...(here === undefined && subject !== '' ? [say('handed.document.told', { text: subject })] : []),
    why === undefined
      ? say(`sync.state.${state}`)
      : say('handed.why', { state: say(`sync.state.${state}`), why }),
    ...told
      .filter(({ field, value }) => field !== 'subject' || value !== (document?.subject ?? subject))
      .map(({ field, value }) =>
        say('handed.field', { field: fieldName(field), value: sayValue(field, value) }),
      ),
    ...files.map((file) => say('handed.file', { name: file.name, size: saySize(file.sizeBytes) })),
  ];
}

const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);

function sayValue(field: string, value: string): string {
  const key = `${field}.${value}`;
  if (isWord(key)) return say(key);
  const day = LocalDate.safeParse(value);
  return day.success ? formatDay(day.data) : value;
}
