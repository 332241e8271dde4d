import { Button, Tooltip } from '@fluentui/react-components';
import { Add20Regular, Dismiss16Regular, DocumentPdf20Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from './form-files.module.css';
import { saySize } from './say-size.ts';
import { VerdictMark } from './verdict-mark.tsx';

type Props = {
  readonly files: readonly AcceptedFile[];
  readonly taking: string | undefined;
  /** The Word document that is being made a PDF. */
  readonly converting?: string | undefined;
  readonly shownSha256: string | undefined;
  readonly onAdd: (files: readonly File[]) => void;
  readonly onShow: (file: AcceptedFile) => void;
  readonly onMakeMain: (file: AcceptedFile) => void;
  readonly onRemove: (file: AcceptedFile) => void;
};

/** The files of a form: the first is the document, the others come with it; each may be viewed, made the first, or taken off. */
export function FormFiles({
  files,
  taking,
  converting,
  shownSha256,
  onAdd,
  onShow,
  onMakeMain,
  onRemove,
}: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles['files']}>
      {files.map((each, index) => (
        <FormFile
          key={each.file.sha256}
          each={each}
          isMain={index === 0}
          isShown={each.file.sha256 === shownSha256}
          onShow={onShow}
          onMakeMain={onMakeMain}
          onRemove={onRemove}
        />
      ))}
      {taking !== undefined && (
        <p role="status" className={styles['taking']}>
          {say('incoming.form.taking', { name: taking })}
        </p>
      )}
      {converting !== undefined && (
        <p role="status" className={styles['taking']}>
          {say('file.converting', { name: converting })}
        </p>
      )}
      <div>
        <Button icon={<Add20Regular />} onClick={() => input.current?.click()}>
          {say('incoming.form.addFile')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            onAdd([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}

type FileProps = Pick<Props, 'onShow' | 'onMakeMain' | 'onRemove'> & {
  readonly each: AcceptedFile;
  readonly isMain: boolean;
  readonly isShown: boolean;
};
function FormFile({ each, isMain, isShown, onShow, onMakeMain, onRemove }: FileProps) {
  return (
    <div className={`${styles['file']} ${isShown ? styles['shown'] : ''}`}>
      <button type="button" className={styles['name']} onClick={() => onShow(each)} title={each.file.name}>
        <DocumentPdf20Regular aria-hidden="true" />
        <span className={styles['words']}>
          <span className={styles['title']}>{each.file.name}</span>
          <span className={styles['facts']}>
            {say(isMain ? 'file.main' : 'file.attachment')} · {saySize(each.file.sizeBytes)}
            {each.docx && say('file.madeFrom', { name: each.docx.name })}
            {each.verdict !== 'unsigned' && <VerdictMark verdict={each.verdict} />}
          </span>
        </span>
      </button>
      {!isMain && (
        <Button size="small" appearance="subtle" onClick={() => onMakeMain(each)}>
          {say('incoming.form.makeMain')}
        </Button>
      )}
      <Tooltip content={say('common.remove')} relationship="label">
        <Button
          appearance="subtle"
          icon={<Dismiss16Regular />}
          className={styles['remove']}
          onClick={() => onRemove(each)}
        />
      </Tooltip>
    </div>
  );
}
