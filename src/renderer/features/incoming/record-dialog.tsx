import { Button } from '@fluentui/react-components';
import { Attach20Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Input } from '../../../shared/contract/contract.ts';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { AttachmentId, FileRef, type LocalDate, OfficialId } from '../../../shared/domain/core/values.ts';
import { Part } from '../../../shared/domain/incoming/parts.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { useIntake } from '../../app/document/intake.ts';
import { draftOf, keepDraft, useKeptForm } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { ChoiceField, DayField } from '../../ui/fields.tsx';
import { candidatesOf } from './share-candidates.ts';
import { ShareDialog } from './share-dialog.tsx';

type Props = {
  readonly detail: IncomingDetail;
  readonly profile: ProfileShown;
  readonly onClose: () => void;
};

/** Ghi bút phê trên giấy: who wrote it and when, then words and shares as a leader gives them himself; the written page may come with it. */
export function RecordDialog({ detail: { row, document }, profile, onClose }: Props) {
  const { documentId, dueOn } = row;
  const { today } = profile;
  const draftKey = `record:${documentId}`;
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const units = useQuery(read('office.listUnits', {})).data ?? [];
  const leaders = officials.filter(({ official }) => official.roles.includes('leader'));
  const head = useHead(draftKey, { today, leaderId: document.presented?.to });
  const scan = useScan(draftKey);
  const { mutateAsync, isPending, error } = useCommand('incoming.recordDirective');
  const record = async (
    given: Pick<Input<'incoming.recordDirective'>, 'directiveId' | 'text' | 'assignments'>,
  ) => {
    const said = await head.checked();
    const leader = leaders.find(({ officialId }) => officialId === said.leaderId) ?? leaders[0];
    if (!leader) throw new Error('an office without a leader');
    const { file } = scan;
    await mutateAsync({
      ...{ documentId, ...given },
      leaderId: OfficialId.parse(leader.officialId),
      writtenOn: said.writtenOn ?? today,
      ...(file && { scan: { attachmentId: AttachmentId.parse(crypto.randomUUID()), file } }),
    });
    announce(say('record.done', { name: leader.official.fullName }));
  };
  return (
    <ShareDialog
      title={say('incoming.recordDirective')}
      textLabel={say('record.text')}
      candidates={candidatesOf(units, officials)}
      parts={Part.options}
      hasLead={document.leadId !== undefined}
      today={today}
      dueOn={dueOn}
      draftKey={draftKey}
      command={{ mutateAsync: record, isPending, error }}
      onClose={onClose}
    >
      <Head
        form={head.form}
        choices={leaders.map(({ officialId, official }) => ({
          value: officialId,
          label: `${official.fullName}, ${official.position}`,
        }))}
      />
      <Scan scan={scan} />
    </ShareDialog>
  );
}

type Begun = { readonly today: LocalDate; readonly leaderId: OfficialId | undefined };
type HeadForm = ReturnType<typeof useHead>['form'];

/** Who wrote it and when, kept with the rest of the form; `checked` throws where a field says what is wrong with it. */
function useHead(draftKey: string, { today, leaderId }: Begun) {
  const kept = draftOf(draftKey)?.values;
  const form = useForm({
    defaultValues: {
      leaderId: String(kept?.['leaderId'] ?? leaderId ?? ''),
      writtenOn: String(kept?.['writtenOn'] ?? dayText(today)),
    },
    resolver: zodResolver(
      z.object({ leaderId: textField(60, false), writtenOn: dayField(today, 'until-today') }),
    ),
  });
  useKeptForm(draftKey, form);
  const checked = () =>
    new Promise<{ readonly leaderId: string; readonly writtenOn: LocalDate | undefined }>(
      (resolve, reject) => {
        void form.handleSubmit(resolve, () => reject(new Error('a field of the head is wrong')))();
      },
    );
  return { form, checked };
}

type HeadProps = {
  readonly form: HeadForm;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
};
const Head = ({ form, choices }: HeadProps) => (
  <div className={dialogs['beside']}>
    <ChoiceField label={say('record.leader')} field={form.register('leaderId') as never} choices={choices} />
    <DayField
      label={say('record.writtenOn')}
      field={form.register('writtenOn') as never}
      error={form.formState.errors.writtenOn?.message}
      placeholder={say('field.day.placeholder')}
      pickLabel={say('field.day.pick')}
      onPick={(iso) => form.setValue('writtenOn', pickedText(iso), { shouldValidate: true })}
    />
  </div>
);

type ScanHere = ReturnType<typeof useScan>;

/** The picture of the written page, kept with the form: what was taken in stays taken in. */
function useScan(draftKey: string) {
  const [file, setFile] = useState<FileRef | undefined>(() => {
    const kept = FileRef.safeParse(draftOf(draftKey)?.values['scan']);
    return kept.success ? kept.data : undefined;
  });
  const intake = useIntake();
  const keep = (next: FileRef | undefined) => {
    setFile(next);
    keepDraft(draftKey, { ...draftOf(draftKey)?.values, scan: next });
  };
  const add = (files: readonly File[]) =>
    void intake.take(files.slice(0, 1)).then(([taken]) => {
      if (taken) keep(taken.file);
    });
  return { file, add, remove: () => keep(undefined), intake };
}

function Scan({ scan: { file, add, remove, intake } }: { readonly scan: ScanHere }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      {file ? (
        <p className={dialogs['choice']}>
          <Attach20Regular aria-hidden="true" />
          {file.name}
          <Button
            size="small"
            appearance="subtle"
            icon={<Dismiss16Regular />}
            aria-label={say('common.remove')}
            onClick={remove}
          />
        </p>
      ) : (
        <Button
          icon={<Attach20Regular />}
          disabledFocusable={intake.taking !== undefined}
          onClick={() => input.current?.click()}
        >
          {intake.taking === undefined
            ? say('record.scan')
            : say('incoming.form.taking', { name: intake.taking })}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say('record.scan')}
        accept="application/pdf,image/*"
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {intake.error && <Problem error={intake.error} />}
    </div>
  );
}
