import { Button } from '@fluentui/react-components';
import { DocumentCopy20Regular, DocumentPdf20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Ref, useRef, useState } from 'react';
import type { Input } from '../../../shared/contract/contract.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { OfficialId, OutgoingId, VersionId } from '../../../shared/domain/core/values.ts';
import { CopyForm, copyNotation } from '../../../shared/domain/outgoing/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { Modal } from '../../ui/modal.tsx';
import { announce } from '../announce.ts';
import { Problem } from '../problem.tsx';
import { read, useCommand } from '../read.ts';
import styles from './dialogs.module.css';
import { useIntake } from './intake.ts';

type Props = {
  readonly source: Input<'outgoing.makeCopy'>['source'];
  readonly row: { readonly typeName: string; readonly reference: string; readonly subject: string };
  /** An electronic document is sent itself; only an extract is made of it (NĐ 30/2020 article 25). */
  readonly isPaper: boolean;
  readonly profile: ProfileShown;
  readonly onClose: () => void;
};

/** Sao y, sao lục, trích sao: the form, the file, who decided it and for whom; then to the copy, which waits for its number. */
export function MakeCopyDialog({ source, row, isPaper, profile, onClose }: Props) {
  const [form, setForm] = useState<CopyForm>(isPaper ? 'sao-y' : 'trich-sao');
  const [main, setMain] = useState<AcceptedFile | undefined>(undefined);
  const recipients = useRef<HTMLTextAreaElement>(null);
  const decider = useRef<HTMLSelectElement>(null);
  const navigate = useNavigate();
  const copy = useCommand('outgoing.makeCopy');
  const notation = copyNotation(form, profile.agencyNotation);
  const act = async () => {
    if (!main) return;
    const documentId = OutgoingId.parse(crypto.randomUUID());
    await copy.mutateAsync({
      documentId,
      form,
      source,
      main: { versionId: VersionId.parse(crypto.randomUUID()), file: main.file },
      decidedBy: OfficialId.parse(decider.current?.value),
      recipientsText: recipients.current?.value.normalize('NFC').trim() ?? '',
    });
    announce(say('copy.done', { notation }));
    await navigate({ to: '/outgoing', search: { view: 'signed', id: documentId } });
  };
  return (
    <Modal
      title={say('copy.title')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('copy.do', { notation }),
        icon: <DocumentCopy20Regular />,
        // The refusal is shown in the dialog, and what was chosen stays.
        act: () => void act().catch(() => undefined),
        isBusy: copy.isPending,
        whyNot: main ? undefined : say('copy.noFile'),
      }}
    >
      <p className={styles['explain']}>{say('copy.lead')}</p>
      <p>
        {row.typeName} <strong>{row.reference}</strong> {row.subject}
      </p>
      <FormChoice form={form} isPaper={isPaper} onForm={setForm} />
      <p>
        {say('copy.notation')}: <strong>{notation}</strong>{' '}
        <span className={styles['quiet']}>{say('copy.notation.hint')}</span>
      </p>
      <FileChoice main={main} isScan={form !== 'trich-sao'} onMain={setMain} />
      <Leaders ref={decider} />
      <label>
        <span className={styles['label']}>{say('copy.recipients')}</span>
        <textarea ref={recipients} rows={2} maxLength={1000} spellCheck={false} className={styles['area']} />
      </label>
      {copy.error && <Problem error={copy.error} />}
    </Modal>
  );
}

type FormProps = {
  readonly form: CopyForm;
  readonly isPaper: boolean;
  readonly onForm: (form: CopyForm) => void;
};
const FormChoice = ({ form, isPaper, onForm }: FormProps) => (
  <fieldset className={styles['who']}>
    <legend className={styles['label']}>{say('copy.form')}</legend>
    <span className={styles['phrases']}>
      {CopyForm.options.map((each) => (
        <label key={each} className={styles['choice']}>
          <input
            type="radio"
            name="copy-form"
            checked={form === each}
            disabled={!isPaper && each !== 'trich-sao'}
            onChange={() => onForm(each)}
          />
          {say(`copy.form.${each}`)}
        </label>
      ))}
    </span>
    {!isPaper && <p className={styles['quiet']}>{say('copy.electronic')}</p>}
  </fieldset>
);

type FileProps = {
  readonly main: AcceptedFile | undefined;
  readonly isScan: boolean;
  readonly onMain: (file: AcceptedFile) => void;
};
function FileChoice({ main, isScan, onMain }: FileProps) {
  const input = useRef<HTMLInputElement>(null);
  const intake = useIntake();
  const take = async (files: readonly File[]) => {
    const [accepted] = await intake.take(files);
    if (accepted) onMain(accepted);
  };
  return (
    <div>
      <p className={styles['label']}>{say('copy.file')}</p>
      <div className={styles['phrases']}>
        <Button icon={<DocumentPdf20Regular />} onClick={() => input.current?.click()}>
          {main?.file.name ?? intake.taking ?? say('copy.file.choose')}
        </Button>
      </div>
      <p className={styles['quiet']}>{say(isScan ? 'copy.file.scan' : 'copy.file.extract')}</p>
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        hidden
        onChange={({ target }) => {
          void take([...(target.files ?? [])].slice(0, 1));
          target.value = '';
        }}
      />
      {intake.error && <Problem error={intake.error} />}
    </div>
  );
}

/** Article 27.1: the head decides copies; who may is a leader of the agency. */
function Leaders({ ref }: { readonly ref: Ref<HTMLSelectElement> }) {
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  return (
    <label>
      <span className={styles['label']}>{say('copy.decidedBy')}</span>
      <select ref={ref} className={styles['find']}>
        {officials
          .filter(({ official }) => official.roles.includes('leader'))
          .map(({ officialId, official: { fullName, position } }) => (
            <option key={officialId} value={officialId}>
              {say('authority.person', { name: fullName, position })}
            </option>
          ))}
      </select>
    </label>
  );
}
