import { Button, Field, Input } from '@fluentui/react-components';
import { UsbStick20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { TokenModuleShown } from '../../../shared/contract/signing.ts';
import { type FaultCode, say, sayFault } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './token-places.module.css';

/** Where no key is to be seen: what each driver says, and how to name one that the program does not know. */
export function TokenPlaces({ modules }: { readonly modules: readonly TokenModuleShown[] }) {
  const empty = modules.flatMap(({ tokens }) => tokens.filter(({ keyCount }) => keyCount === 0));
  const isLooking = modules.some(({ state }) => state === 'looking');
  return (
    <>
      <Notice tone="unsure" icon={<UsbStick20Regular />} title={say('token.none')}>
        {isLooking ? say('token.looking') : say('token.none.more')}
      </Notice>
      {empty.map(({ serial, label }) => (
        <Notice key={serial} tone="unsure">
          {say('token.without-key', { label })}
        </Notice>
      ))}
      {modules.map(
        ({ path, fault }) =>
          fault && (
            <Notice key={path} tone="wrong" code={say('problem.code', { code: fault.code })}>
              {sayFault(fault.code as FaultCode, fault.detail)}
            </Notice>
          ),
      )}
      <AddDriver />
    </>
  );
}

function AddDriver() {
  const add = useCommand('signing.addTokenModule');
  const [path, setPath] = useState('');
  const act = () =>
    add.mutate(
      { path: path.trim() },
      {
        onSuccess: () => {
          announce(say('token.driver.added'));
          setPath('');
        },
      },
    );
  return (
    <details className={styles['driver']}>
      <summary>{say('token.driver')}</summary>
      <Field label={say('token.driver.path')} hint={say('token.driver.note')}>
        <div className={styles['path']}>
          <Input
            className={styles['input'] ?? ''}
            value={path}
            onChange={(_event, { value }) => setPath(value)}
            spellCheck={false}
          />
          <Button disabled={path.trim() === '' || add.isPending} onClick={act}>
            {say('token.driver.add')}
          </Button>
        </div>
      </Field>
      {add.error && <Problem error={add.error} />}
    </details>
  );
}
