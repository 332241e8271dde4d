import { Button } from '@fluentui/react-components';
import { DocumentAdd20Regular, PersonArrowRight20Regular, Save20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import type { IncomingRow } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import type { OfficialId, OutgoingId } from '../../../shared/domain/core/values.ts';
import type { Official } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { DocumentForm } from '../../app/document/document-form.tsx';
import { FormFiles } from '../../app/document/form-files.tsx';
import { dropDraft, useKeptForm } from '../../app/drafts.ts';
import { useShortcut } from '../../app/keys.ts';
import { Problem } from '../../app/problem.tsx';
import { type DraftResult, type DraftValues, draftKey, draftSchema, fieldsOf } from './draft.ts';
import { DraftFields } from './draft-fields.tsx';
import type { DraftFiles } from './draft-files.ts';
import { type Amends, useSaveDraft } from './use-save-draft.ts';

type Props = {
  readonly documentId: OutgoingId;
  readonly isNew: boolean;
  readonly hasFileAlready: boolean;
  readonly replyTo: Pick<IncomingRow, 'documentId' | 'reference' | 'organName'> | undefined;
  readonly amends: Amends | undefined;
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
  const { documentId, isNew, profile, files, replyTo, amends, hasFileAlready } = props;
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
    amends,
  });
  const isSecret = useWatch({ control: form.control, name: 'secrecy' }) !== 'normal';
  const hasFile = files.accepted.length > 0 ? files.isReady : hasFileAlready;
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
  const isOff = isSecret || save.isBusy || !files.isReady;
  useShortcut('primary', isOff || !hasFile ? undefined : () => void submit(true)());
  const forget = () => {
    dropDraft(key);
    leave();
  };
  const fill = () =>
    void form.handleSubmit((result) => files.fill(fieldsOf(result), replyTo?.organName ?? ''))();
  return { form, isSecret, isOff, hasFile, leave, submit, forget, fill, error: save.error };
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
  const { isNew, files, replyTo, amends } = props;
  const { form, isSecret, isOff, hasFile, leave, submit, forget, fill, error } = useDraftForm(props);
  return (
    <DocumentForm
      title={say(isNew ? 'outgoing.form.new' : 'outgoing.form.revise')}
      aside={
        replyTo
          ? say('outgoing.form.replyTo', { reference: replyTo.reference, organ: replyTo.organName })
          : amends && say(`outgoing.form.amends.${amends.how}`)
      }
      form={form}
      fresh={props.fresh}
      restoredAt={props.restoredAt}
      isSecret={isSecret}
      files={files.accepted}
      error={error}
      onBack={leave}
      onForget={forget}
      whyNot={hasFile ? undefined : say('outgoing.form.needsFile')}
      acts={
        <>
          <Button
            appearance="primary"
            icon={<PersonArrowRight20Regular />}
            disabledFocusable={isOff || !hasFile}
            onClick={() => void submit(true)()}
          >
            {say('outgoing.form.saveAndSubmit')}
          </Button>
          <Button icon={<Save20Regular />} disabledFocusable={isOff} onClick={() => void submit(false)()}>
            {say('outgoing.form.save')}
          </Button>
        </>
      }
    >
      <FormFiles
        files={files.accepted}
        taking={files.intake.taking}
        converting={files.converting}
        shownSha256={props.shownSha256}
        onAdd={files.add}
        onShow={props.onShow}
        onMakeMain={files.makeMain}
        onRemove={files.remove}
      />
      {files.accepted.length === 0 && !props.hasFileAlready && (
        <div>
          <Button icon={<DocumentAdd20Regular />} disabledFocusable={isOff || files.isFilling} onClick={fill}>
            {say(files.isFilling ? 'outgoing.form.filling' : 'outgoing.form.fill')}
          </Button>
        </div>
      )}
      {files.intake.error && <Problem error={files.intake.error} />}
      {files.convertError && <Problem error={files.convertError} />}
      <DraftFields form={form} leaders={props.leaders} suggested={props.suggested} />
    </DocumentForm>
  );
}
