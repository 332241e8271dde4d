import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ArrowDownload20Regular,
  ChevronDown16Regular,
  CloudArrowDown24Regular,
  Document20Regular,
  DocumentDismiss20Regular,
  DocumentPdf20Regular,
} from '@fluentui/react-icons';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type ReactNode, useState } from 'react';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import type { FileRef } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { Empty } from '../../ui/empty.tsx';
import type { PdfEnds } from '../../ui/pdf/pdf-end.tsx';
import { PdfViewer } from '../../ui/pdf/pdf-viewer.tsx';
import { printPdf } from '../../ui/pdf/print.ts';
import { announce } from '../announce.ts';
import { bridge } from '../bridge.ts';
import { useShortcut } from '../keys.ts';
import { copyName, type NamedDocument } from './copy-name.ts';
import styles from './document-viewer.module.css';
import { FetchFile } from './fetch-file.tsx';
import { pdfWords } from './pdf-words.ts';
import { saySize } from './say-size.ts';

type Props = PdfEnds & {
  readonly files: readonly FileShown[];
  /** Which of the files is shown, by its content. */
  readonly shown: FileShown | undefined;
  readonly onShow: (file: FileShown) => void;
  /** No file at all: by paper, or not added yet. */
  readonly isPaper: boolean;
  /** Without it, Ctrl+P is somebody else's: a dialog over the document has none. */
  readonly hasKeys?: boolean;
  /** What a copy is named after. */
  readonly of?: NamedDocument;
  /** Shown instead where a file can be added. */
  readonly noFile?: ReactNode;
};

/** The chosen file of a document: its pages, or why they cannot be seen and what helps. */
export function DocumentViewer({
  files,
  shown,
  onShow,
  isPaper,
  hasKeys = true,
  noFile,
  of,
  ...ends
}: Props) {
  const [printed, setPrinted] = useState<PDFDocumentProxy | undefined>(undefined);
  const print = (document: PDFDocumentProxy) => {
    void printPdf(document, (done, count) => announce(say('pdf.preparing', { done, count })));
  };
  useShortcut('print', hasKeys && printed ? () => print(printed) : undefined);
  if (!shown)
    return !isPaper && noFile ? (
      <div className={styles['blank']}>{noFile}</div>
    ) : (
      <NoFile isPaper={isPaper} />
    );
  if (!shown.isHere) return <NotHere shown={shown} />;
  return (
    <PdfViewer
      key={shown.file.sha256}
      address={bridge.blobAddress(shown.file.sha256)}
      words={pdfWords}
      title={<FileChoice files={files} shown={shown} onShow={onShow} />}
      onOpened={setPrinted}
      onPrint={print}
      onSave={() => saveCopy(shown, of)}
      failed={() => <Unreadable file={shown.file} />}
      {...ends}
    />
  );
}

/** Hands the bytes to the system under a name that Windows can keep. */
export function saveCopy(shown: Pick<FileShown, 'file' | 'attachmentId'>, of?: NamedDocument): void {
  const name = copyName(shown, of);
  const link = document.createElement('a');
  link.href = bridge.blobAddress(shown.file.sha256, { download: name });
  link.download = name;
  link.click();
}

/** Which file it is; and that it cannot be relied on, where that is known. */
const kindOf = ({ attachmentId, verdict }: FileShown): string => {
  const kind = say(attachmentId ? 'file.attachment' : 'file.main');
  return verdict === 'invalid' || verdict === 'damaged' ? `${kind} · ${say(`verdict.row.${verdict}`)}` : kind;
};

function FileChoice({
  files,
  shown,
  onShow,
}: Pick<Props, 'files' | 'onShow'> & { readonly shown: FileShown }) {
  const name = <span className={styles['name']}>{shown.file.name}</span>;
  if (files.length < 2)
    return (
      <span className={styles['file']} title={shown.file.name}>
        <DocumentPdf20Regular aria-hidden="true" />
        {name}
      </span>
    );
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={`${styles['file']} ${styles['choice']}`} title={shown.file.name}>
          <DocumentPdf20Regular aria-hidden="true" />
          {name}
          <span className={styles['arrow']} aria-hidden="true">
            <ChevronDown16Regular />
          </span>
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {files.map((file) => (
            <MenuItem
              key={`${file.attachmentId ?? ''}${file.file.sha256}`}
              subText={kindOf(file)}
              onClick={() => onShow(file)}
            >
              {file.file.name}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function NoFile({ isPaper }: { readonly isPaper: boolean }) {
  return (
    <div className={styles['blank']}>
      <Empty icon={<Document20Regular />} title={say(isPaper ? 'file.paper' : 'file.none')}>
        {isPaper ? say('file.paper.why') : undefined}
      </Empty>
    </div>
  );
}

function NotHere({ shown }: { readonly shown: FileShown }) {
  const { file, away } = shown;
  const why =
    away === 'coming' ? 'file.coming.why' : away === 'missing' ? 'file.missing.why' : 'file.notHere.why';
  return (
    <div className={styles['blank']}>
      <Empty
        icon={<CloudArrowDown24Regular />}
        title={say('file.notHere')}
        action={<FetchFile shown={shown} />}
      >
        {say(why, { name: file.name, size: saySize(file.sizeBytes) })}
      </Empty>
    </div>
  );
}

function Unreadable({ file }: { readonly file: FileRef }) {
  return (
    <div className={styles['blank']}>
      <Empty
        icon={<DocumentDismiss20Regular />}
        title={say('file.unreadable')}
        action={
          <Button icon={<ArrowDownload20Regular />} onClick={() => saveCopy({ file })}>
            {say('file.save')}
          </Button>
        }
      >
        {say('file.unreadable.why', { name: file.name })}
      </Empty>
    </div>
  );
}
