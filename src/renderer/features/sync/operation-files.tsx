import { useState } from 'react';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import type { OperationShown } from '../../../shared/contract/sync.ts';
import { say } from '../../../shared/words/vi.ts';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import { FileList } from '../../app/document/file-list.tsx';
import { isRefusedSignature } from './operation-name.ts';
import styles from './sync.module.css';

/** The files that an operation carried: kept on this machine, to be looked at and copied; what was refused is not the document. */
export function OperationFiles({ operation }: { readonly operation: OperationShown }) {
  const [shown, setShown] = useState<FileShown | undefined>(undefined);
  const { files } = operation;
  const isRefused = isRefusedSignature(operation);
  return (
    <section className={styles['files']}>
      <h3 className={styles['filesTitle']}>{say('sync.files')}</h3>
      <p className={styles['meta']}>{say(isRefused ? 'sync.signature.kept' : 'sync.files.kept')}</p>
      <FileList
        files={files}
        shown={shown}
        onShow={(file) => setShown(file === shown ? undefined : file)}
        {...(isRefused && { mainLabel: say('sync.signature.file') })}
      />
      {shown && (
        <div className={styles['viewer']}>
          <DocumentViewer files={[shown]} shown={shown} onShow={setShown} isPaper={false} hasKeys={false} />
        </div>
      )}
    </section>
  );
}
