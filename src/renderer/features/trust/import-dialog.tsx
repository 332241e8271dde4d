import { ShieldCheckmark20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnchorCertificate, CONFIRMATION_LENGTH } from '../../../shared/contract/trust.ts';
import { validityOf } from '../../../shared/signature/facts.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import settings from '../../app/settings/settings.module.css';
import { Modal } from '../../ui/modal.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Fingerprint } from './fingerprint.tsx';
import styles from './trust.module.css';

export type ChosenFile = { readonly name: string; readonly content: string };

/** What is in the file, and the comparison that only a person can make: nothing is trusted before its end was typed from another paper. */
export function ImportDialog({ file, onClose }: { readonly file: ChosenFile; readonly onClose: () => void }) {
  const found = useQuery({ ...read('trust.inspect', file), gcTime: 0 });
  const [typed, setTyped] = useState('');
  const importing = useCommand('trust.import');
  const length = typed.replace(/[\s:]/g, '').length;
  const act = async () => {
    await importing.mutateAsync({ ...file, confirmation: typed });
    announce(say('trust.done.imported', { name: found.data?.name ?? file.name }));
    onClose();
  };
  return (
    <Modal
      title={say('trust.confirm.title')}
      width="medium"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      {...(found.data && {
        primary: {
          label: say('trust.confirm.done'),
          icon: <ShieldCheckmark20Regular />,
          // The refusal is shown in the dialog, and what was typed stays.
          act: () => void act().catch(() => undefined),
          isBusy: importing.isPending,
          whyNot: length < CONFIRMATION_LENGTH ? say('trust.confirm.short') : undefined,
        },
      })}
    >
      {found.isError && <Problem error={found.error} />}
      {found.data && (
        <>
          <p>{say('trust.confirm.lead')}</p>
          <Told certificate={found.data} />
          <label className={styles['confirm']}>
            {say('trust.confirm.type')}
            <input
              value={typed}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setTyped(target.value)}
            />
          </label>
          {importing.error && <Problem error={importing.error} />}
        </>
      )}
    </Modal>
  );
}

/** What the certificate says of itself, and the fingerprint to compare. */
const Told = ({ certificate }: { readonly certificate: AnchorCertificate }) => (
  <>
    {certificate.isSample && <Notice tone="unsure">{say('trust.confirm.sample')}</Notice>}
    {!certificate.isSelfSigned && <Notice tone="unsure">{say('trust.confirm.sub')}</Notice>}
    <dl className={styles['facts']}>
      {(
        [
          ['report.subject', certificate.subject],
          ['report.issuer', certificate.issuer],
          ['report.serial', certificate.serial],
          ['report.validity', validityOf(certificate)],
          ['report.key', certificate.key ?? ''],
        ] as const
      ).map(([label, value]) => (
        <div key={label}>
          <dt>{say(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <div className={styles['compare']}>
      <span className={settings['quiet']}>{say('report.fingerprint')}</span>
      <Fingerprint fingerprint={certificate.fingerprint} />
    </div>
  </>
);
