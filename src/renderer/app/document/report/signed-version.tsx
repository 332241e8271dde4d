import { Button } from '@fluentui/react-components';
import { ArrowDownload20Regular, DocumentSearch20Regular } from '@fluentui/react-icons';
import type { FileRef } from '../../../../shared/domain/core/values.ts';
import { versionName } from '../../../../shared/signature/record-name.ts';
import type { SignatureReport } from '../../../../shared/signature/report.ts';
import { formatMoment } from '../../../../shared/text/day.ts';
import { say } from '../../../../shared/words/vi.ts';
import { Modal } from '../../../ui/modal.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PdfViewer } from '../../../ui/pdf/pdf-viewer.tsx';
import { printPdf } from '../../../ui/pdf/print.ts';
import { announce } from '../../announce.ts';
import { bridge } from '../../bridge.ts';
import { pdfWords } from '../pdf-words.ts';
import styles from './report.module.css';

type Props = {
  readonly file: FileRef;
  /** One that signs a version: `signedBytes` says where it ends. */
  readonly signature: SignatureReport;
  readonly onBack: () => void;
};

/** Bản đã ký: exactly the bytes that a signature covers, as its signer left them; what came later is not in it. */
export function SignedVersion({ file, signature, onBack }: Props) {
  const first = signature.signedBytes ?? undefined;
  const revision = signature.revision ?? 1;
  const download = versionName(file.name, revision);
  const save = () => {
    const link = document.createElement('a');
    link.href = bridge.blobAddress(file.sha256, { first, download });
    link.download = download;
    link.click();
  };
  return (
    <Modal
      title={say('version.title', { revision })}
      width="large"
      closeLabel={say('version.back')}
      onClose={onBack}
      aside={
        <Button icon={<ArrowDownload20Regular />} onClick={save}>
          {say('version.save')}
        </Button>
      }
    >
      <Notice
        tone="info"
        icon={<DocumentSearch20Regular />}
        title={say('version.banner', {
          name: signature.signer?.name ?? signature.field,
          time: signature.signedAt === null ? '' : formatMoment(signature.signedAt),
        })}
      >
        {say(signature.coversWholeFile ? 'version.same' : 'version.before')}
      </Notice>
      <div className={styles['version']}>
        <PdfViewer
          address={bridge.blobAddress(file.sha256, { first })}
          words={pdfWords}
          title={<span className={styles['versionName']}>{download}</span>}
          onPrint={(document) =>
            void printPdf(document, (done, count) => announce(say('pdf.preparing', { done, count })))
          }
          onSave={save}
          failed={() => <Notice tone="wrong">{say('version.unreadable')}</Notice>}
        />
      </div>
    </Modal>
  );
}
