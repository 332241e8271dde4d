import { Button, Checkbox } from '@fluentui/react-components';
import { TrayItemAdd20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import type { IncomingId, Sha256 } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { bookOf } from '../../app/books.ts';
import { DocumentForm } from '../../app/document/document-form.tsx';
import { dropDraft, useKeptForm } from '../../app/drafts.ts';
import { keysFor, useShortcut } from '../../app/keys.ts';
import { read } from '../../app/read.ts';
import { recall, remember } from '../../app/remembered.ts';
import { DuplicateCard } from './duplicate-card.tsx';
import { type EntryResult, type EntryValues, entrySchema } from './entry.ts';
import { EntryFields } from './entry-fields.tsx';
import type { EntryFiles } from './entry-files.ts';
import { EntryFilesField } from './entry-files-field.tsx';
import { nextArrived } from './next-arrived.ts';
import { useEnter } from './use-enter.ts';
import { useReceive } from './use-receive.ts';

type Props = {
  readonly documentId: IncomingId;
  readonly draftKey: string;
  readonly isNew: boolean;
  readonly profile: ProfileShown;
  readonly files: EntryFiles;
  readonly source: 'file' | 'paper' | 'exchange';
  readonly mainSha256: Sha256 | undefined;
  readonly defaults: EntryValues;
  /** The same without what was typed before. */
  readonly fresh: EntryValues;
  readonly suggested: Partial<EntryValues>;
  readonly restoredAt: number | undefined;
  readonly shownSha256: string | undefined;
  readonly onShow: (file: AcceptedFile) => void;
};

/** The form's state and what its buttons do. */
function useRegisterForm(props: Props) {
  const { documentId, draftKey, isNew, profile, files, source } = props;
  const navigate = useNavigate();
  const form = useForm<EntryValues, unknown, EntryResult>({
    defaultValues: props.defaults,
    resolver: zodResolver(entrySchema(profile.today)),
  });
  useKeptForm(draftKey, form);
  const registers = useQuery(read('office.listRegisters', { book: 'incoming' })).data;
  const typeName = useWatch({ control: form.control, name: 'typeName' });
  // What others send bears their notation: only the type says the book.
  const book = bookOf(registers, Number(profile.today.slice(0, 4)), { typeName, codeNotation: '' });
  const enter = useEnter({ documentId, isNew, files, source, registerId: book?.registerId });
  const isSecret = useWatch({ control: form.control, name: 'secrecy' }) !== 'normal';
  const [isContinuous, setContinuous] = useContinuous();
  const receive = useReceive();
  const leave = () => void navigate({ to: '/incoming', search: isNew ? {} : { id: documentId } });
  const submit = (isRegistering: boolean) =>
    form.handleSubmit(async (result) => {
      // Asked before, while this one still stands in its list.
      const next = isContinuous && !isNew ? await nextArrived(documentId).catch(() => undefined) : undefined;
      if (!(await enter.run(result, isRegistering))) return;
      dropDraft(draftKey);
      const done = isRegistering ? 'incoming.form.registered' : 'incoming.form.received';
      announce(say(done, { subject: result.subject }));
      if (isNew && isRegistering && isContinuous && source !== 'exchange') receive.next(source, result);
      else if (next) await navigate({ to: '/incoming/$documentId/register', params: { documentId: next } });
      else await navigate({ to: '/incoming', search: { id: documentId } });
    });
  const isOff = isSecret || enter.isBusy;
  const register = () => void submit(true)();
  useShortcut('primary', isOff || !book ? undefined : register);
  return {
    form,
    book,
    isSecret,
    isOff,
    isContinuous,
    setContinuous,
    leave,
    register,
    receive: () => void submit(false)(),
    error: enter.error,
    forget: () => {
      dropDraft(draftKey);
      leave();
    },
  };
}
/** "Thêm liên tiếp", as it was last chosen on this machine. */
function useContinuous(): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => recall(CONTINUOUS, (found) => found === true) ?? false);
  const keep = (next: boolean) => {
    setOn(next);
    remember(CONTINUOUS, next);
  };
  return [isOn, keep];
}
const CONTINUOUS = 'incoming:continuous';

type RegisterState = ReturnType<typeof useRegisterForm>;

export function RegisterForm(props: Props) {
  const { documentId, isNew, files, source, mainSha256 } = props;
  const state = useRegisterForm(props);
  const { form, book } = state;
  return (
    <DocumentForm
      title={say(isNew ? 'incoming.form.newTitle' : 'incoming.form.registerTitle')}
      aside={book && say('incoming.form.next', { name: book.name, next: book.next })}
      form={form}
      fresh={props.fresh}
      restoredAt={props.restoredAt}
      isSecret={state.isSecret}
      files={isNew ? files.accepted : []}
      error={state.error}
      onBack={state.leave}
      onForget={state.forget}
      whyNot={book ? undefined : say('incoming.form.noBook')}
      acts={<RegisterActs state={state} isNew={isNew} />}
      choice={
        <Checkbox
          label={say('incoming.form.continuous')}
          title={say(isNew ? 'incoming.form.continuous.why' : 'incoming.form.continuous.arrived')}
          checked={state.isContinuous}
          onChange={(_event, { checked }) => state.setContinuous(checked === true)}
        />
      }
    >
      {isNew && (
        <EntryFilesField
          files={files}
          source={source}
          shownSha256={props.shownSha256}
          onShow={props.onShow}
        />
      )}
      <DuplicateCard
        form={form}
        sha256={mainSha256}
        except={isNew ? undefined : documentId}
        isNew={isNew}
        onDrop={state.forget}
      />
      <EntryFields form={form} suggested={props.suggested} />
    </DocumentForm>
  );
}

const RegisterActs = ({
  state: { isOff, book, register, receive },
  isNew,
}: {
  readonly state: RegisterState;
  readonly isNew: boolean;
}) => (
  <>
    <Button
      appearance="primary"
      icon={<TrayItemAdd20Regular />}
      title={keysFor('primary')}
      disabledFocusable={isOff || !book}
      onClick={register}
    >
      {say('incoming.form.register')}
    </Button>
    {isNew && (
      <Button disabledFocusable={isOff} onClick={receive}>
        {say('incoming.form.receiveOnly')}
      </Button>
    )}
  </>
);
