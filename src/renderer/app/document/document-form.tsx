import { Button, Tooltip } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import type { Path, UseFormReturn } from 'react-hook-form';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import type { Secrecy } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../announce.ts';
import { Problem } from '../problem.tsx';
import { useCommand } from '../read.ts';
import styles from './form-page.module.css';
import { RestoredNote } from './restored-note.tsx';
import { SecrecyStop } from './secrecy-stop.tsx';

type Written = { readonly [name: string]: string } & { readonly secrecy: Secrecy };

type Props<Values extends Written, Result> = {
  readonly title: string;
  /** Beside the title: the book, or what is answered. */
  readonly aside: string | undefined;
  readonly form: UseFormReturn<Values, unknown, Result>;
  /** What the form goes back to when the restored text is not wanted. */
  readonly fresh: Values;
  readonly restoredAt: number | undefined;
  readonly isSecret: boolean;
  /** What was chosen for it: gone with the text where it is wiped. */
  readonly files: readonly AcceptedFile[];
  readonly error: unknown;
  readonly onBack: () => void;
  /** Forgets what was typed, and leaves. */
  readonly onForget: () => void;
  /** The buttons before "Hủy" and what stands after it. */
  readonly acts: ReactNode;
  readonly choice?: ReactNode;
  /** Why the first button cannot be pressed; wrong fields are counted instead. */
  readonly whyNot: string | undefined;
  readonly children: ReactNode;
};

/** The frame of a document's form, coming in or going out: head, what was restored, the fields, the stop for what is classified, and the buttons. */
export function DocumentForm<Values extends Written, Result>(props: Props<Values, Result>) {
  const { title, aside, form, fresh, restoredAt, isSecret, onBack, onForget, children } = props;
  const discardFiles = useCommand('file.discard');
  const error = discardFiles.error ?? props.error;
  const [isRestored, setRestored] = useState(restoredAt !== undefined);
  const discard = () => {
    setRestored(false);
    form.reset({ ...fresh });
  };
  const wipe = () =>
    discardFiles.mutate(
      { sha256s: props.files.flatMap(({ file, docx }) => [file.sha256, ...(docx ? [docx.sha256] : [])]) },
      {
        onSuccess: () => {
          announce(say('secrecy.wiped'));
          onForget();
        },
      },
    );
  return (
    <section className={styles['form']} data-pane="list" aria-label={say('pane.form')}>
      <header className={styles['head']}>
        <Tooltip content={say('pane.back')} relationship="label">
          <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={onBack} />
        </Tooltip>
        <h1>{title}</h1>
        <span className={styles['book']}>{aside}</span>
      </header>
      <form className={styles['scroll']} noValidate onSubmit={(event) => event.preventDefault()}>
        {isRestored && restoredAt !== undefined && <RestoredNote at={restoredAt} onDiscard={discard} />}
        {children}
        {isSecret && (
          <SecrecyStop
            typed={() => typedText(form.getValues())}
            onBack={() => form.setValue('secrecy' as Path<Values>, 'normal' as never)}
            onWipe={wipe}
          />
        )}
        {error !== null && <Problem error={error} />}
      </form>
      <Foot {...props} wrongCount={Object.keys(form.formState.errors).length} />
    </section>
  );
}

const typedText = (values: Written): string =>
  Object.values(values)
    .filter((text) => text !== '')
    .join('\n');

type FootProps = {
  readonly acts: ReactNode;
  readonly choice?: ReactNode;
  readonly whyNot: string | undefined;
  readonly onBack: () => void;
  readonly wrongCount: number;
};
const Foot = ({ acts, choice, whyNot, onBack, wrongCount }: FootProps) => (
  <footer className={styles['foot']}>
    {acts}
    <Button appearance="subtle" onClick={onBack}>
      {say('common.cancel')}
    </Button>
    {choice}
    <span role="status" className={wrongCount > 0 ? styles['wrong'] : styles['why']}>
      {wrongCount > 0 ? say('invalid.summary', { count: wrongCount }) : whyNot}
    </span>
  </footer>
);
