import { Button, Tooltip } from '@fluentui/react-components';
import { ArrowDownload20Regular, DocumentPdf20Regular } from '@fluentui/react-icons';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import type { NamedDocument } from './copy-name.ts';
import { saveCopy } from './document-viewer.tsx';
import { FetchFile } from './fetch-file.tsx';
import styles from './file-list.module.css';
import { saySize } from './say-size.ts';
import { VerdictMark } from './verdict-mark.tsx';

type Props = {
  readonly files: readonly FileShown[];
  readonly shown: FileShown | undefined;
  readonly onShow: (file: FileShown) => void;
  /** What a copy is named after; without it, after itself. */
  readonly of?: NamedDocument;
  /** What stands under the main file's name instead of its kind and its verdict. */
  readonly mainLabel?: string;
};

/** The files of a document: name, size, whether they are here, and a copy of each. */
export function FileList({ files, shown, onShow, of, mainLabel }: Props) {
  return (
    <ul className={styles['files']}>
      {files.map((file) => (
        <li key={`${file.attachmentId ?? ''}${file.file.sha256}`} className={styles['item']}>
          <button
            type="button"
            className={styles['file']}
            aria-current={file === shown ? 'true' : undefined}
            onClick={() => onShow(file)}
          >
            <DocumentPdf20Regular aria-hidden="true" />
            <span className={styles['words']}>
              <span className={styles['name']}>{file.file.name}</span>
              <span className={styles['facts']}>
                {file.attachmentId ? say('file.attachment') : (mainLabel ?? say('file.main'))} ·{' '}
                {saySize(file.file.sizeBytes)}
                {!file.isHere && ` · ${say('file.notHere').toLocaleLowerCase('vi')}`}
              </span>
              {mainLabel === undefined && file.verdict !== 'unsigned' && file.verdict !== 'paper' && (
                <VerdictMark verdict={file.verdict} />
              )}
            </span>
          </button>
          {!file.isHere && <FetchFile shown={file} isSmall />}
          {file.isHere && (
            <Tooltip content={say('file.save')} relationship="label">
              <Button
                appearance="subtle"
                icon={<ArrowDownload20Regular />}
                onClick={() => saveCopy(file, of)}
              />
            </Tooltip>
          )}
        </li>
      ))}
    </ul>
  );
}
