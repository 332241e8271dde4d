import { Button, Field, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { bridge } from '../../app/bridge.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import styles from './token-places.module.css';

/** Names a driver that the program does not know: its path is typed or, where the host can tell it, picked as a file. */
export function AddDriver({ onAdded }: { readonly onAdded?: () => void }) {
  const add = useCommand('signing.addTokenModule');
  const [path, setPath] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const { pathOf } = bridge;
  const act = () =>
    add.mutate(
      { path: path.trim() },
      {
        onSuccess: () => {
          announce(say('token.driver.added'));
          setPath('');
          onAdded?.();
        },
      },
    );
  return (
    <>
      <Field label={say('token.driver.path')} hint={say('token.driver.note')}>
        <div className={styles['path']}>
          <Input
            className={styles['input'] ?? ''}
            value={path}
            onChange={(_event, { value }) => setPath(value)}
            spellCheck={false}
          />
          {pathOf && <Button onClick={() => picker.current?.click()}>{say('setup.drivers.choose')}</Button>}
          <Button disabledFocusable={path.trim() === '' || add.isPending} onClick={act}>
            {say('token.driver.add')}
          </Button>
        </div>
      </Field>
      {pathOf && (
        <input
          ref={picker}
          type="file"
          accept=".dll,.so,.dylib"
          hidden
          aria-label={say('setup.drivers.choose')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) setPath(pathOf(file));
            target.value = '';
          }}
        />
      )}
      {add.error && <Problem error={add.error} />}
    </>
  );
}
