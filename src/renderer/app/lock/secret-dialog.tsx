import { Button, Checkbox } from '@fluentui/react-components';
import { LockClosed20Regular } from '@fluentui/react-icons';
import { type RefObject, useRef, useState } from 'react';
import { SECRET_LENGTH_MIN } from '../../../shared/contract/lock.ts';
import { CODE_BYTES, codeOf } from '../../../shared/text/recovery-code.ts';
import { say } from '../../../shared/words/vi.ts';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { announce } from '../announce.ts';
import { Problem } from '../problem.tsx';
import { useCommand } from '../read.ts';
import { RecoverySheet, type Whose } from './recovery-sheet.tsx';
import { Sealing } from './sealing.tsx';
import styles from './secret-dialog.module.css';

/** The first secret of a profile, another in its place, or a new recovery code for the one that holds. */
export type SecretWork = 'set' | 'change' | 'code';
type Props = { readonly work: SecretWork; readonly whose: Whose; readonly onClose: () => void };

const titles = {
  set: 'lock.settings.set',
  change: 'lock.settings.change',
  code: 'lock.settings.code',
} as const;
const done = { set: 'lock.done.set', change: 'lock.done.changed', code: 'lock.done.code' } as const;

/** First the secret, then, where a code is made, the sheet to print; nothing is set before the code is on paper. What is lost with the secret is said before. */
export function SecretDialog({ work, whose, onClose }: Props) {
  const form = useSecretForm(work, onClose);
  const { set, isSheet, renewsKey } = form;
  return (
    <Modal
      title={say(titles[work])}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={() => !set.isPending && onClose()}
      primary={{
        label: say(isSheet || !form.makesCode ? titles[work] : 'lock.dialog.next'),
        ...((isSheet || !form.makesCode) && { icon: <LockClosed20Regular /> }),
        act: form.act,
        isBusy: set.isPending,
      }}
      aside={
        isSheet &&
        work !== 'code' && (
          <Button appearance="subtle" disabled={set.isPending} onClick={() => form.give(undefined)}>
            {say('lock.sheet.none')}
          </Button>
        )
      }
    >
      <div className={styles['fields']} hidden={isSheet}>
        <SecretFields work={work} form={form} />
        {work === 'change' && (
          <Checkbox
            checked={renewsKey}
            onChange={(_event, { checked }) => form.setRenewsKey(checked === true)}
            label={say('lock.dialog.renew')}
          />
        )}
        {renewsKey && <Notice tone="info">{say('lock.dialog.renew.why')}</Notice>}
        {work === 'set' && <Notice tone="unsure">{say('lock.dialog.warn')}</Notice>}
      </div>
      <div className={styles['fields']}>
        {isSheet && (
          <RecoverySheet
            code={form.code}
            whose={whose}
            isKept={form.isKept}
            onKept={form.setKept}
            isMissed={form.isMissed}
          />
        )}
        {set.isPending && (work === 'set' || renewsKey) && <Sealing />}
        {set.error && <Problem error={set.error} />}
      </div>
    </Modal>
  );
}

type Form = ReturnType<typeof useSecretForm>;

function SecretFields({ work, form }: { readonly work: SecretWork; readonly form: Form }) {
  const clear = () => form.setDiffers(false);
  const current = <SecretField ref={form.current} label={say('lock.dialog.current')} onFilled={clear} />;
  if (work === 'code') return current;
  return (
    <>
      {work === 'change' && current}
      <SecretField
        ref={form.next}
        label={say('lock.dialog.new')}
        hint={say('lock.dialog.hint', { least: SECRET_LENGTH_MIN })}
        isFirst={work === 'set'}
        onFilled={clear}
      />
      <SecretField
        ref={form.again}
        label={say('lock.dialog.again')}
        isFirst={false}
        {...(form.differs && { error: say('lock.dialog.differs') })}
        onFilled={clear}
      />
    </>
  );
}

const valueIn = (field: RefObject<HTMLInputElement | null>): string => field.current?.value ?? '';

function useSecretForm(work: SecretWork, onClose: () => void) {
  const [current, next, again] = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ];
  const [code] = useState(() => codeOf(crypto.getRandomValues(new Uint8Array(CODE_BYTES))));
  const [differs, setDiffers] = useState(false);
  const [renewsKey, setRenewsKey] = useState(false);
  const [isSheet, setSheet] = useState(false);
  const [isKept, setKept] = useState(false);
  const [isMissed, setMissed] = useState(false);
  const set = useCommand('lock.setSecret');
  const makesCode = work !== 'change' || renewsKey;
  const give = (given: string | undefined) => {
    const secret = valueIn(work === 'code' ? current : next);
    set.mutate(
      {
        secret,
        ...(work !== 'set' && { current: valueIn(current) || ' ' }),
        ...(given !== undefined && { code: given }),
        ...(renewsKey && { renewsKey }),
      },
      {
        onSuccess: () => {
          announce(say(done[work]));
          onClose();
          // From here on the window keeps its forms under the key as well, or under another.
          if (work === 'set' || renewsKey) location.reload();
        },
        // What was refused is put right where it was typed.
        onError: () => setSheet(false),
      },
    );
  };
  const act = () => {
    if (isSheet) {
      setMissed(!isKept);
      if (isKept) give(code);
      return;
    }
    const isDifferent = work !== 'code' && valueIn(next) !== valueIn(again);
    setDiffers(isDifferent);
    if (isDifferent || valueIn(work === 'code' ? current : next) === '') return;
    set.reset();
    if (makesCode) setSheet(true);
    else give(undefined);
  };
  return {
    ...{ current, next, again, code, differs, setDiffers, renewsKey, setRenewsKey },
    ...{ isSheet, isKept, setKept, isMissed, set, makesCode, give, act },
  };
}
