import { Button } from '@fluentui/react-components';
import {
  CheckmarkCircle20Filled,
  Clock20Filled,
  ErrorCircle20Filled,
  UsbStick24Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { TokenModuleShown } from '../../../shared/contract/signing.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayCode } from '../../app/fault.ts';
import { Problem } from '../../app/problem.tsx';
import { ask, read, useCommand } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import { useUndo } from '../../app/settings/undo.tsx';
import { Tag } from '../../ui/tag.tsx';
import { AddDriver } from './add-driver.tsx';
import styles from './setup.module.css';

/** Tokens come and go while one looks. */
const ASKED_EVERY_MS = 2000;
const fileOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** The vendors' modules on this machine, found or added, each with what it says and the tokens that it sees. */
export function SetupDrivers() {
  const list = useQuery({ ...read('signing.listTokens', {}), refetchInterval: ASKED_EVERY_MS });
  const drop = useCommand('signing.dropTokenModule');
  const undo = useUndo();
  const remove = (path: string) =>
    drop.mutate(
      { path },
      {
        onSuccess: () => {
          undo.offer({
            said: say('setup.drivers.removed', { file: fileOf(path) }),
            back: () => ask('signing.addTokenModule', { path }),
          });
          void list.refetch();
        },
      },
    );
  return (
    <ListSection
      title={say('setup.drivers.title')}
      answer={list}
      rowsOf={(modules) => modules}
      note={
        <>
          {undo.note}
          {drop.error && <Problem error={drop.error} />}
        </>
      }
      foot={<AddDriver onAdded={() => void list.refetch()} />}
      empty={{
        icon: <UsbStick24Regular />,
        title: say('setup.drivers.empty'),
        why: say('setup.drivers.empty.why'),
      }}
    >
      {(modules) => (
        <table className={settings['table']} aria-label={say('setup.drivers.title')}>
          <thead>
            <tr>
              <th scope="col">{say('setup.drivers.column.file')}</th>
              <th scope="col">{say('setup.drivers.column.tokens')}</th>
              <th scope="col">{say('authority.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {modules.map((module) => (
              <DriverRow key={module.path} module={module} onRemove={remove} />
            ))}
          </tbody>
        </table>
      )}
    </ListSection>
  );
}

const looks: Record<TokenModuleShown['state'], readonly [ReactElement, string]> = {
  ready: [<CheckmarkCircle20Filled key="icon" />, 'valid'],
  looking: [<Clock20Filled key="icon" />, 'unsure'],
  failed: [<ErrorCircle20Filled key="icon" />, 'wrong'],
};

type RowProps = { readonly module: TokenModuleShown; readonly onRemove: (path: string) => void };
function DriverRow({ module: { path, isAdded, state, fault, tokens }, onRemove }: RowProps) {
  const [icon, tone] = looks[state];
  return (
    <tr>
      <th scope="row">
        <span className={settings['name']}>
          {fileOf(path)}
          <Tag tone="quiet">{say(isAdded ? 'setup.drivers.added' : 'setup.drivers.found')}</Tag>
        </span>
        <span className={`${settings['when']} ${styles['path']}`}>{path}</span>
      </th>
      <td>
        {state === 'ready' && tokens.length === 0 && (
          <span className={settings['quiet']}>{say('setup.drivers.no-token')}</span>
        )}
        {tokens.map(({ serial, label, keyCount, pin }) => (
          <div key={serial}>
            {say('setup.drivers.token', { label, serial })}
            <span className={settings['when']}>
              {say('setup.drivers.token.keys', { count: keyCount })}
              {pin !== 'ready' && ` · ${say(`token.state.${pin}`)}`}
            </span>
          </div>
        ))}
      </td>
      <td>
        <div className={settings['stateCell']}>
          <span className={`${settings['state']} ${settings[tone]}`}>
            {icon}
            {say(`setup.drivers.${state}`)}
          </span>
          {fault && <span className={styles['why']}>{sayCode(fault.code, fault.detail)}</span>}
          {isAdded && (
            <Button
              size="small"
              aria-label={say('setup.drivers.remove.of', { file: fileOf(path) })}
              onClick={() => onRemove(path)}
            >
              {say('common.remove')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
