import { Desktop20Regular, Server20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import type { OperationShown } from '../../../shared/contract/sync.ts';
import { IncomingId, OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import { read } from '../../app/read.ts';
import styles from './sync.module.css';

/** What the server has of the document that the operation was about: its main file, where it is another one than the operation's. */
export function useServersFile({ documentKind, documentId, files }: OperationShown): FileShown | undefined {
  const incoming = useQuery({
    ...read('incoming.get', { documentId: documentId as IncomingId }),
    enabled: documentKind === 'incoming' && IncomingId.safeParse(documentId).success,
  });
  const outgoing = useQuery({
    ...read('outgoing.get', { documentId: documentId as OutgoingId }),
    enabled: documentKind === 'outgoing' && OutgoingId.safeParse(documentId).success,
  });
  const theirs = (documentKind === 'incoming' ? incoming : outgoing).data?.files;
  const main = theirs?.find(({ attachmentId }) => attachmentId === undefined);
  return files.some(({ file }) => file.sha256 === main?.file.sha256) ? undefined : main;
}

/** Both files beside each other, each with its own pages: the one that did not count and the one that counts. */
export const BothFiles = ({ mine, theirs }: { readonly mine: FileShown; readonly theirs: FileShown }) => (
  <div className={styles['both']}>
    <Side label={say('sync.mine')} icon={<Desktop20Regular aria-hidden="true" />} shown={mine} />
    <Side label={say('sync.theirs')} icon={<Server20Regular aria-hidden="true" />} shown={theirs} />
  </div>
);

type SideProps = { readonly label: string; readonly icon: ReactElement; readonly shown: FileShown };

const Side = ({ label, icon, shown }: SideProps) => (
  <section aria-label={label} className={styles['side']}>
    <h4 className={styles['sideTitle']}>
      {icon}
      {label}
    </h4>
    <div className={styles['viewer']}>
      <DocumentViewer
        files={[shown]}
        shown={shown}
        onShow={() => undefined}
        isPaper={false}
        hasKeys={false}
      />
    </div>
  </section>
);
