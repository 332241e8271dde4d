import { Button } from '@fluentui/react-components';
import { Certificate24Regular, ShieldAdd20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type AnchorShown, TRUST_FILE_BYTES_MAX } from '../../../shared/contract/trust.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import settings from '../../app/settings/settings.module.css';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AnchorTable } from './anchor-table.tsx';
import { ExpectedRoots } from './expected-roots.tsx';
import { type ChosenFile, ImportDialog } from './import-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** Chứng thư gốc tin cậy: what every signature of the agency is judged by; its administrator decides. */
export function TrustPage() {
  const trust = useQuery(read('trust.list', {}));
  const isAdministrator = useProfile()?.official.roles.includes('administrator') ?? false;
  const [chosen, setChosen] = useState<ChosenFile | undefined>(undefined);
  const [removing, setRemoving] = useState<AnchorShown | undefined>(undefined);
  return (
    <SettingsPage
      title={say('trust.title')}
      lead={say('trust.lead')}
      act={
        isAdministrator ? (
          <ChooseFile onChosen={setChosen} />
        ) : (
          <p className={settings['quiet']}>{say('trust.only-administrator')}</p>
        )
      }
    >
      {trust.isPending && <SkeletonRows count={3} label={say('loading.rows')} />}
      {trust.isError && <Problem error={trust.error} onRetry={() => void trust.refetch()} />}
      {trust.data &&
        (trust.data.anchors.length === 0 ? (
          <div className={settings['empty']}>
            <Empty icon={<Certificate24Regular />} title={say('trust.empty')}>
              {say('trust.empty.why')}
            </Empty>
          </div>
        ) : (
          <AnchorTable anchors={trust.data.anchors} onRemove={isAdministrator ? setRemoving : undefined} />
        ))}
      {trust.data && <ExpectedRoots roots={trust.data.expected} />}
      {chosen && <ImportDialog file={chosen} onClose={() => setChosen(undefined)} />}
      {removing?.certificate && (
        <RemoveDialog
          name={removing.name}
          sha256={removing.certificate.fingerprint}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </SettingsPage>
  );
}

function ChooseFile({ onChosen }: { readonly onChosen: (file: ChosenFile) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState<string | undefined>(undefined);
  const take = async (file: File) => {
    setTooLarge(file.size > TRUST_FILE_BYTES_MAX ? file.name : undefined);
    if (file.size > TRUST_FILE_BYTES_MAX) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    onChosen({ name: file.name, content: btoa(String.fromCharCode(...bytes)) });
  };
  return (
    <>
      <Button appearance="primary" icon={<ShieldAdd20Regular />} onClick={() => input.current?.click()}>
        {say('trust.import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".cer,.crt,.pem,.der"
        hidden
        aria-label={say('trust.import')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void take(file);
          target.value = '';
        }}
      />
      {tooLarge !== undefined && (
        <Notice tone="wrong" isAlert>
          {sayFault('anchor.too-large', { name: tooLarge })}
        </Notice>
      )}
    </>
  );
}
