import { UsbStick20Regular } from '@fluentui/react-icons';
import type { TokenModuleShown } from '../../../shared/contract/signing.ts';
import { type FaultCode, say, sayFault } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import { AddDriver } from './add-driver.tsx';
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
      <details className={styles['driver']}>
        <summary>{say('token.driver')}</summary>
        <AddDriver />
      </details>
    </>
  );
}
