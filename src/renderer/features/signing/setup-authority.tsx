import { Button, Field, Input } from '@fluentui/react-components';
import {
  ArrowDown20Regular,
  ArrowUp20Regular,
  CheckmarkCircle20Filled,
  Delete20Regular,
  ErrorCircle20Filled,
} from '@fluentui/react-icons';
import type { Output } from '../../../shared/contract/contract.ts';
import { addressProblem } from '../../../shared/signature/settings.ts';
import { type FaultCode, say, tellDetail, type WordKey, words } from '../../../shared/words/vi.ts';
import { sayCode } from '../../app/fault.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import settings from '../../app/settings/settings.module.css';
import styles from './setup.module.css';

type Props = {
  readonly number: number;
  readonly count: number;
  readonly address: string;
  readonly canSet: boolean;
  readonly problem: string | undefined;
  readonly onWrite: (address: string) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: -1 | 1) => void;
};

/** One authority: its address, its turn, and what it answers when it is asked here and now. */
export function AuthorityLine({ number, count, address, canSet, problem, onWrite, onRemove, onMove }: Props) {
  const trying = useCommand('signing.tryAuthority');
  const write = (text: string) => {
    trying.reset();
    onWrite(text);
  };
  return (
    <li className={styles['line']}>
      <Field
        className={styles['address']}
        validationState={problem === undefined ? 'none' : 'error'}
        {...(problem !== undefined && { validationMessage: problem })}
      >
        <Input
          aria-label={say('setup.time.address', { number })}
          value={address}
          readOnly={!canSet}
          placeholder="http://"
          spellCheck={false}
          onChange={(_event, { value }) => write(value)}
        />
      </Field>
      <Button
        aria-label={say('setup.try.number', { number })}
        disabledFocusable={addressProblem(address.trim()) !== undefined || trying.isPending}
        onClick={() => trying.mutate({ address: address.trim() })}
      >
        {say('setup.try')}
      </Button>
      {canSet && <Turn number={number} count={count} onMove={onMove} onRemove={onRemove} />}
      <div className={styles['answer']} role="status">
        {trying.isPending && <span className={settings['quiet']}>{say('setup.try.asking')}</span>}
        {trying.data && <Answer answer={trying.data} />}
        {trying.error && <Problem error={trying.error} />}
      </div>
    </li>
  );
}

const Turn = ({
  number,
  count,
  onMove,
  onRemove,
}: Pick<Props, 'number' | 'count' | 'onMove' | 'onRemove'>) => (
  <>
    <Button
      appearance="subtle"
      icon={<ArrowUp20Regular />}
      aria-label={say('setup.time.up', { number })}
      disabledFocusable={number === 1}
      onClick={() => onMove(-1)}
    />
    <Button
      appearance="subtle"
      icon={<ArrowDown20Regular />}
      aria-label={say('setup.time.down', { number })}
      disabledFocusable={number === count}
      onClick={() => onMove(1)}
    />
    <Button
      appearance="subtle"
      icon={<Delete20Regular />}
      aria-label={say('setup.time.remove', { number })}
      onClick={onRemove}
    />
  </>
);

function Answer({ answer: { tookMs, fault } }: { readonly answer: Output<'signing.tryAuthority'> }) {
  const seconds = (tookMs / 1000).toLocaleString('vi', { maximumFractionDigits: tookMs < 10_000 ? 1 : 0 });
  const [icon, tone] = fault
    ? [<ErrorCircle20Filled key="icon" />, 'wrong']
    : [<CheckmarkCircle20Filled key="icon" />, 'valid'];
  return (
    <span className={`${settings['state']} ${settings[tone]}`}>
      {icon}
      {fault ? sayTried(fault, seconds) : say('setup.try.good', { seconds })}
    </span>
  );
}

/** Nothing was signed: what the fault's own sentence says of a signature would be untrue here. */
function sayTried(
  { code, detail }: NonNullable<Output<'signing.tryAuthority'>['fault']>,
  seconds: string,
): string {
  const key = `setup.try.${code}`;
  if (!Object.hasOwn(words, key)) return sayCode(code, detail);
  return say(key as WordKey, { ...tellDetail(code as FaultCode, detail), seconds });
}
