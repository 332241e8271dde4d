import { Button } from '@fluentui/react-components';
import { SplitVertical20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import type { OperationShown } from '../../../shared/contract/sync.ts';
import { say } from '../../../shared/words/vi.ts';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import { FileList } from '../../app/document/file-list.tsx';
import { BothFiles, useServersFile } from './both-files.tsx';
import { isRefusedSignature } from './operation-name.ts';
import styles from './sync.module.css';

/** The files that an operation carried: kept on this machine, to be looked at and copied; what was refused is not the document. */
export function OperationFiles({ operation }: { readonly operation: OperationShown }) {
  const [shown, setShown] = useState<FileShown | undefined>(undefined);
  const { files } = operation;
  const isRefused = isRefusedSignature(operation);
  const [isBoth, setBoth] = useState(false);
  const theirs = useServersFile(operation);
  const isOver = operation.state === 'refused' || operation.state === 'conflict';
  const mine = files.find(({ attachmentId }) => attachmentId === undefined);
  return (
    <section className={styles['files']}>
      <div className={styles['filesHead']}>
        <h3 className={styles['filesTitle']}>{say('sync.files')}</h3>
        {isOver && mine && theirs && (
          <Button icon={<SplitVertical20Regular />} aria-expanded={isBoth} onClick={() => setBoth(!isBoth)}>
            {say(isBoth ? 'sync.both.close' : 'sync.both.open')}
          </Button>
        )}
      </div>
      <p className={styles['meta']}>{say(isRefused ? 'sync.signature.kept' : 'sync.files.kept')}</p>
      <FileList
        files={files}
        shown={shown}
        onShow={(file) => {
          setBoth(false);
          setShown(file === shown && !isBoth ? undefined : file);
        }}
        {...(isRefused && { mainLabel: say('sync.signature.file') })}
      />
      {isBoth && mine && theirs && <BothFiles mine={mine} theirs={theirs} />}
      {!isBoth && shown && (
        <div className={styles['viewer']}>
          <DocumentViewer files={[shown]} shown={shown} onShow={setShown} isPaper={false} hasKeys={false} />
        </div>
      )}
    </section>
  );
}
