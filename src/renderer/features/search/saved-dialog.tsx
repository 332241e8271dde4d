import { Button, Tooltip } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { SavedName, type SearchAsked } from '../../../shared/contract/search.ts';
import { sayAsked } from '../../../shared/text/say-search.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import styles from './search.module.css';

type Props = {
  /** What is asked now; absent where nothing is. */
  readonly asked: SearchAsked | undefined;
  readonly onOpen: (asked: SearchAsked) => void;
  readonly onClose: () => void;
};

/** Các lần tìm đã lưu: one is opened, taken away, or the present one kept under a name. */
export function SavedDialog({ asked, onOpen, onClose }: Props) {
  const saved = useQuery(read('search.saved', {}));
  const [save, forget] = [useCommand('search.save'), useCommand('search.forget')];
  const box = useRef<HTMLInputElement>(null);
  const boxId = useId();
  const problem = save.error ?? forget.error ?? saved.error;
  const keep = () => {
    const name = SavedName.safeParse(box.current?.value ?? '');
    if (asked && name.success) save.mutate({ name: name.data, asked }, { onSuccess: onClose });
    else box.current?.focus();
  };
  return (
    <Modal
      title={say('search.saved')}
      closeLabel={say('common.close')}
      onClose={onClose}
      {...(asked && { primary: { label: say('search.saved.do'), act: keep, isBusy: save.isPending } })}
    >
      <ul className={styles['saved']}>
        {saved.data?.map(({ name, asked: kept }) => (
          <li key={name}>
            <button type="button" className={styles['savedOne']} onClick={() => onOpen(kept)}>
              <strong>{name}</strong>
              <span>{sayAsked(kept)}</span>
            </button>
            <Tooltip content={say('search.saved.forget', { name })} relationship="label">
              <Button
                appearance="subtle"
                icon={<Delete20Regular />}
                onClick={() => forget.mutate({ name })}
              />
            </Tooltip>
          </li>
        ))}
      </ul>
      {saved.data?.length === 0 && <p className={styles['quiet']}>{say('search.saved.none')}</p>}
      {asked && (
        <div className={styles['keep']}>
          <label htmlFor={boxId}>{say('search.saved.title')}</label>
          <input
            id={boxId}
            ref={box}
            type="text"
            maxLength={100}
            defaultValue={sayAsked(asked).slice(0, 100)}
            autoComplete="off"
            spellCheck={false}
          />
          <p className={styles['quiet']}>{say('search.saved.hint')}</p>
        </div>
      )}
      {problem && <Problem error={problem} />}
    </Modal>
  );
}
