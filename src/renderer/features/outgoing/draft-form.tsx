import { Button, Tooltip } from '@fluentui/react-components';
import { ArrowLeft20Regular, PersonArrowRight20Regular, Save20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import type { IncomingRow } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import type { OfficialId, OutgoingId } from '../../../shared/domain/core/values.ts';
import type { Official } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { FormFiles } from '../../app/document/form-files.tsx';
import page from '../../app/document/form-page.module.css';
import { RestoredNote } from '../../app/document/restored-note.tsx';
import { SecrecyStop } from '../../app/document/secrecy-stop.tsx';
import { dropDraft, useKeptForm } from '../../app/drafts.ts';
import { useShortcut } from '../../app/keys.ts';
import { Problem } from '../../app/problem.tsx';
import { type DraftResult, type DraftValues, draftKey, draftSchema } from './draft.ts';
import { DraftFields } from './draft-fields.tsx';
import type { DraftFiles } from './draft-files.ts';
import { useSaveDraft } from './use-save-draft.ts';

type Props = {
  readonly documentId: OutgoingId;
  readonly isNew: boolean;
  readonly hasFileAlready: boolean;
  readonly replyTo: Pick<IncomingRow, 'documentId' | 'reference' | 'organName'> | undefined;
  readonly profile: ProfileShown;
  readonly leaders: readonly { readonly officialId: OfficialId; readonly official: Official }[];
  readonly files: DraftFiles;
  readonly defaults: DraftValues;
  readonly fresh: DraftValues;
  /** What the main file's page says; comes when there is a file. */
  readonly suggested: Partial<DraftValues>;
  readonly restoredAt: number | undefined;
  readonly shownSha256: string | undefined;
  readonly onShow: (file: AcceptedFile) => void;
};

/** The form's state and what its buttons do. */
function useDraftForm(props: Props) {
  const { documentId, isNew, profile, files, replyTo, hasFileAlready } = props;
  const key = draftKey(documentId);
  const navigate = useNavigate();
  const form = useForm<DraftValues, unknown, DraftResult>({
    defaultValues: props.defaults,
    resolver: zodResolver(draftSchema(profile.today)),
  });
  useKeptForm(key, form);
  useSuggestions(form, props);
  const save = useSaveDraft({
    documentId,
    isNew,
    files: files.accepted,
    hasFileAlready,
    replyTo: replyTo?.documentId,
  });
  const isSecret = useWatch({ control: form.control, name: 'secrecy' }) !== 'normal';
  const hasFile = hasFileAlready || files.accepted.length > 0;
  const leave = () => void navigate({ to: '/outgoing', search: isNew ? {} : { id: documentId } });
  const submit = (isSubmitting: boolean) =>
    form.handleSubmit(async (result) => {
      if (!(await save.run(result, isSubmitting))) return;
      dropDraft(key);
      const done = isSubmitting ? 'outgoing.form.submitted' : 'outgoing.form.saved';
      announce(say(done, { subject: result.subject }));
      const view = isSubmitting ? 'submitted' : 'draft';
      await navigate({ to: '/outgoing', search: { view, id: documentId } });
    });
  const isOff = isSecret || save.isBusy;
  useShortcut('primary', isOff || !hasFile ? undefined : () => void submit(true)());
  const wipe = () => {
    dropDraft(key);
    announce(say('secrecy.wiped'));
    leave();
  };
  return { form, isSecret, isOff, hasFile, leave, submit, wipe, error: save.error };
}

/** Puts what the page says into the fields of a new draft that still say what it began with; what was typed stays. */
function useSuggestions(
  { getValues, setValue }: UseFormReturn<DraftValues, unknown, DraftResult>,
  { suggested, defaults, isNew, restoredAt }: Props,
): void {
  const isFilling = isNew && restoredAt === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: filled once for each answer.
  useEffect(() => {
    if (!isFilling) return;
    for (const [name, value] of Object.entries(suggested) as [keyof DraftValues, never][])
      if (getValues(name) === defaults[name]) setValue(name, value);
  }, [suggested]);
}

export function DraftForm(props: Props) {
  const { isNew, files, replyTo, restoredAt } = props;
  const { form, isSecret, isOff, hasFile, leave, submit, wipe, error } = useDraftForm(props);
  const [isRestored, setRestored] = useState(restoredAt !== undefined);
  const discard = () => {
    setRestored(false);
    form.reset(props.fresh);
  };
  return (
    <section className={page['form']} data-pane="list" aria-label={say('pane.form')}>
      <header className={page['head']}>
        <Tooltip content={say('pane.back')} relationship="label">
          <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={leave} />
        </Tooltip>
        <h1>{say(isNew ? 'outgoing.form.new' : 'outgoing.form.revise')}</h1>
        <span className={page['book']}>
          {replyTo &&
            say('outgoing.form.replyTo', { reference: replyTo.reference, organ: replyTo.organName })}
        </span>
      </header>
      <form className={page['scroll']} noValidate onSubmit={(event) => event.preventDefault()}>
        {isRestored && restoredAt !== undefined && <RestoredNote at={restoredAt} onDiscard={discard} />}
        <FormFiles
          files={files.accepted}
          taking={files.intake.taking}
          shownSha256={props.shownSha256}
          onAdd={files.add}
          onShow={props.onShow}
          onMakeMain={files.makeMain}
          onRemove={files.remove}
        />
        {files.intake.error && <Problem error={files.intake.error} />}
        <DraftFields form={form} leaders={props.leaders} suggested={props.suggested} />
        {isSecret && (
          <SecrecyStop
            typed={() => typedText(form.getValues())}
            onBack={() => form.setValue('secrecy', 'normal')}
            onWipe={wipe}
          />
        )}
        {error !== null && <Problem error={error} />}
      </form>
      <Foot
        isOff={isOff}
        hasFile={hasFile}
        wrongCount={Object.keys(form.formState.errors).length}
        onSave={() => void submit(false)()}
        onSubmit={() => void submit(true)()}
        onCancel={leave}
      />
    </section>
  );
}

const typedText = (values: DraftValues): string =>
  Object.values(values)
    .filter((text) => text !== '')
    .join('\n');

type FootProps = {
  readonly isOff: boolean;
  readonly hasFile: boolean;
  readonly wrongCount: number;
  readonly onSave: () => void;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
};
const Foot = ({ isOff, hasFile, wrongCount, onSave, onSubmit, onCancel }: FootProps) => (
  <footer className={page['foot']}>
    <Button
      appearance="primary"
      icon={<PersonArrowRight20Regular />}
      disabledFocusable={isOff || !hasFile}
      onClick={onSubmit}
    >
      {say('outgoing.form.saveAndSubmit')}
    </Button>
    <Button icon={<Save20Regular />} disabledFocusable={isOff} onClick={onSave}>
      {say('outgoing.form.save')}
    </Button>
    <Button appearance="subtle" onClick={onCancel}>
      {say('common.cancel')}
    </Button>
    <span role="status" className={wrongCount > 0 ? page['wrong'] : page['why']}>
      {wrongCount > 0
        ? say('invalid.summary', { count: wrongCount })
        : hasFile
          ? ''
          : say('outgoing.form.needsFile')}
    </span>
  </footer>
);
