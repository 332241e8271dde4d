import { Button, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { LeaverShown } from '../../../shared/contract/office.ts';
import { OfficialId } from '../../../shared/domain/core/values.ts';
import type { OpenWork } from '../../../shared/protocol/work.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import styles from '../../app/settings/settings.module.css';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { personChoices } from './person-choices.ts';

const keyOf = ({ of }: OpenWork): string => `${of.kind}:${of.id}`;
const titleOf = ({ of, typeName, reference }: OpenWork): string =>
  say(`leaving.work.${of.kind}`, {
    type: typeName || say('leaving.work.document'),
    reference: reference || '—',
  });

type Props = { readonly from: LeaverShown; readonly onClose: () => void };

/** Bàn giao công việc: what somebody who left still has in his hands, piece by piece to whoever goes on with it. */
export function WorkDialog({ from, onClose }: Props) {
  const { officialId } = from;
  const list = useQuery({ ...read('office.listOpenWork', { officialId }), refetchOnMount: 'always' });
  const [heir, setHeir] = useState('');
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const handOver = useCommand('office.handOverWork');
  const give = (pieces: readonly OpenWork[]) => {
    for (const piece of pieces) {
      const { of, assignmentIds } = piece;
      handOver.mutate(
        { of, fromId: officialId, toId: OfficialId.parse(heir), assignmentIds },
        { onSuccess: () => setGiven((before) => new Set([...before, keyOf(piece)])) },
      );
    }
  };
  const open = list.data?.work.filter((piece) => !given.has(keyOf(piece))) ?? [];
  return (
    <Modal
      title={say('leaving.work.title', { name: from.fullName })}
      width="large"
      closeLabel={say('common.close')}
      onClose={onClose}
    >
      {list.isPending && <SkeletonRows count={3} label={say('loading.rows')} />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.work.length === 0 && <p className={styles['quiet']}>{say('leaving.work.none')}</p>}
      {list.data && list.data.work.length > 0 && (
        <div className={styles['section']}>
          <Heir heir={heir} onChoose={setHeir} count={open.length} onGiveAll={() => give(open)} />
          {list.data.isMore && <Notice tone="info">{say('leaving.work.more')}</Notice>}
          {handOver.error && <Problem error={handOver.error} />}
          <table className={styles['table']} aria-label={say('leaving.work.title', { name: from.fullName })}>
            <thead>
              <tr>
                <th scope="col">{say('leaving.column.piece')}</th>
                <th scope="col">{say('leaving.column.part')}</th>
                <th scope="col">{say('leaving.column.give')}</th>
              </tr>
            </thead>
            <tbody>
              {list.data.work.map((piece) => (
                <Piece
                  key={keyOf(piece)}
                  piece={piece}
                  isGiven={given.has(keyOf(piece))}
                  onGive={heir === '' ? undefined : () => give([piece])}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}

type HeirProps = {
  readonly heir: string;
  readonly onChoose: (officialId: string) => void;
  readonly count: number;
  readonly onGiveAll: () => void;
};
/** To whom, and everything at once. */
function Heir({ heir, onChoose, count, onGiveAll }: HeirProps) {
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const id = useId();
  return (
    <div className={styles['sectionHead']}>
      <div className={styles['acts']}>
        <label htmlFor={id}>{say('leaving.heir')}</label>
        <Select id={id} value={heir} onChange={(_event, { value }) => onChoose(value)}>
          {personChoices(officials).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <Button disabled={heir === '' || count === 0} onClick={onGiveAll}>
        {say('leaving.give.all', { count })}
      </Button>
    </div>
  );
}

type PieceProps = {
  readonly piece: OpenWork;
  readonly isGiven: boolean;
  /** Once somebody was chosen. */
  readonly onGive: (() => void) | undefined;
};
function Piece({ piece, isGiven, onGive }: PieceProps) {
  const { part, day, dueOn } = piece;
  return (
    <tr>
      <th scope="row">
        <span className={styles['name']}>{titleOf(piece)}</span>
        {day && <span className={styles['when']}>{formatDay(day)}</span>}
      </th>
      <td>
        {say(`leaving.part.${part}`)}
        {dueOn && <span className={styles['when']}>{say('leaving.due', { day: formatDay(dueOn) })}</span>}
      </td>
      <td>
        {isGiven ? (
          say('leaving.given')
        ) : (
          <Button
            size="small"
            disabled={onGive === undefined}
            aria-label={say('leaving.give.of', { piece: titleOf(piece) })}
            onClick={onGive}
          >
            {say('leaving.give')}
          </Button>
        )}
      </td>
    </tr>
  );
}
