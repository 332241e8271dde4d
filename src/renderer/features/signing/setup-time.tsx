import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { Add20Regular, Save20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SigningSettings } from '../../../shared/contract/signing-settings.ts';
import { Level } from '../../../shared/signature/report.ts';
import { AUTHORITIES_MAX, choiceProblem, type SigningChoice } from '../../../shared/signature/settings.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { Problem } from '../../app/problem.tsx';
import { ask, read, useCommand } from '../../app/read.ts';
import settings from '../../app/settings/settings.module.css';
import { SettingsSection } from '../../app/settings/settings-section.tsx';
import { useUndo } from '../../app/settings/undo.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './setup.module.css';
import { AuthorityLine } from './setup-authority.tsx';

/** Whom to ask for the time, in which order, and how much a signature carries. */
export function SetupTime() {
  const { data, isPending, error, refetch } = useQuery(read('signing.getSettings', {}));
  const undo = useUndo();
  const whyNot = data?.whyNot;
  const saved = ({ level }: SigningChoice, before: SigningSettings) => {
    const { authorities, level: old, fault } = before;
    const said = say('setup.time.saved', { level });
    // What could not be read cannot be put back; it was kept beside.
    if (!fault) undo.offer({ said, back: () => ask('signing.saveSettings', { authorities, level: old }) });
  };
  return (
    <SettingsSection
      title={say('setup.time.title')}
      act={whyNot !== undefined && <p className={settings['quiet']}>{sayWhyNot(whyNot)}</p>}
    >
      {isPending && <SkeletonRows count={3} label={say('loading.rows')} />}
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {undo.note}
      {/* Saved anew, here or elsewhere, the form begins anew; what is only typed stays. */}
      {data && <TimeForm key={JSON.stringify(data)} kept={data} onSaved={saved} />}
    </SettingsSection>
  );
}

type FormProps = {
  readonly kept: SigningSettings;
  readonly onSaved: (choice: SigningChoice, before: SigningSettings) => void;
};
function TimeForm({ kept, onSaved }: FormProps) {
  const [level, setLevel] = useState<Level>(kept.level);
  const [isTold, setTold] = useState(false);
  const list = useLines(kept.authorities);
  const save = useCommand('signing.saveSettings');
  const canSet = kept.whyNot === undefined;
  const choice = { authorities: list.lines.map(({ address }) => address.trim()), level };
  const problem = isTold ? choiceProblem(choice) : undefined;
  const isSame =
    JSON.stringify(choice) === JSON.stringify({ authorities: kept.authorities, level: kept.level });
  const act = () => {
    setTold(true);
    if (!choiceProblem(choice)) save.mutate(choice, { onSuccess: () => onSaved(choice, kept) });
  };
  const sayProblem = (index: number | undefined) =>
    problem && problem.index === index ? say(`setup.time.bad.${problem.code}`) : undefined;
  return (
    <div className={styles['form']}>
      {kept.fault && (
        <Notice tone="wrong" isAlert code={say('problem.code', { code: kept.fault.code })}>
          {sayWhyNot(kept.fault.code, kept.fault.detail)} {canSet && say('setup.time.broken')}
        </Notice>
      )}
      <Addresses list={list} canSet={canSet} problemOf={sayProblem} internalHosts={kept.internalHosts} />
      <LevelChoice level={level} canSet={canSet} problem={sayProblem(undefined)} onChange={setLevel} />
      {save.error && <Problem error={save.error} />}
      {canSet && (
        <div className={styles['acts']}>
          <Button
            appearance="primary"
            icon={<Save20Regular />}
            disabledFocusable={(isSame && !kept.fault) || save.isPending}
            onClick={act}
          >
            {say('setup.time.save')}
          </Button>
          {isSame ? (
            !kept.fault && <span className={settings['quiet']}>{say('setup.time.same')}</span>
          ) : (
            <Button
              appearance="subtle"
              onClick={() => {
                list.reset();
                setLevel(kept.level);
                setTold(false);
              }}
            >
              {say('setup.time.revert')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Each line keeps its name while lines move, so that what was tried goes with it. */
type Line = { readonly key: number; readonly address: string };
type Lines = {
  readonly lines: readonly Line[];
  readonly add: () => void;
  readonly write: (key: number, address: string) => void;
  readonly remove: (key: number) => void;
  readonly move: (index: number, by: -1 | 1) => void;
  readonly reset: () => void;
};

function useLines(kept: readonly string[]): Lines {
  const initial = () => kept.map((address, key) => ({ key, address }));
  const [lines, setLines] = useState<readonly Line[]>(initial);
  const [next, setNext] = useState(AUTHORITIES_MAX);
  return {
    lines,
    add: () => {
      setLines([...lines, { key: next, address: '' }]);
      setNext(next + 1);
    },
    write: (key, address) => setLines(lines.map((line) => (line.key === key ? { key, address } : line))),
    remove: (key) => setLines(lines.filter((line) => line.key !== key)),
    move: (index, by) => {
      const moved = [...lines];
      const [line] = moved.splice(index, 1);
      if (line) moved.splice(index + by, 0, line);
      setLines(moved);
    },
    reset: () => setLines(initial()),
  };
}

type AddressesProps = {
  readonly list: Lines;
  readonly canSet: boolean;
  readonly problemOf: (index: number) => string | undefined;
  readonly internalHosts: readonly string[];
};
function Addresses({ list, canSet, problemOf, internalHosts }: AddressesProps) {
  const { lines } = list;
  const isFull = lines.length >= AUTHORITIES_MAX;
  return (
    <fieldset className={styles['part']}>
      <legend className={styles['label']}>{say('setup.time.addresses')}</legend>
      <p className={settings['quiet']}>{say(lines.length === 0 ? 'setup.time.none' : 'setup.time.order')}</p>
      <ol className={styles['lines']}>
        {lines.map(({ key, address }, index) => (
          <AuthorityLine
            key={key}
            number={index + 1}
            count={lines.length}
            address={address}
            canSet={canSet}
            problem={problemOf(index)}
            onWrite={(text) => list.write(key, text)}
            onRemove={() => list.remove(key)}
            onMove={(by) => list.move(index, by)}
          />
        ))}
      </ol>
      {canSet && (
        <div className={styles['acts']}>
          <Button icon={<Add20Regular />} disabledFocusable={isFull} onClick={list.add}>
            {say('setup.time.add')}
          </Button>
          {isFull && (
            <span className={settings['quiet']}>{say('setup.time.full', { max: AUTHORITIES_MAX })}</span>
          )}
        </div>
      )}
      {internalHosts.length > 0 && (
        <p className={settings['quiet']}>{say('setup.time.internal', { hosts: internalHosts.join(', ') })}</p>
      )}
    </fieldset>
  );
}

type LevelProps = {
  readonly level: Level;
  readonly canSet: boolean;
  readonly problem: string | undefined;
  readonly onChange: (level: Level) => void;
};
const LevelChoice = ({ level, canSet, problem, onChange }: LevelProps): ReactNode => (
  <fieldset className={styles['part']}>
    <legend className={styles['label']}>{say('setup.level')}</legend>
    <RadioGroup
      aria-label={say('setup.level')}
      value={level}
      disabled={!canSet}
      onChange={(_event, { value }) => onChange(Level.parse(value))}
    >
      {Level.options.map((each) => (
        <Radio
          key={each}
          value={each}
          label={
            <span className={styles['level']}>
              <strong>{say(`setup.level.${each}`)}</strong>
              <span className={styles['what']}>{say(`setup.level.${each}.what`)}</span>
            </span>
          }
        />
      ))}
    </RadioGroup>
    {problem !== undefined && (
      <p role="alert" className={settings['wrong']}>
        {problem}
      </p>
    )}
  </fieldset>
);
