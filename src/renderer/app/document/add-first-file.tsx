import { Button } from '@fluentui/react-components';
import { DocumentAdd20Regular, DocumentAdd24Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Empty } from '../../ui/empty.tsx';

/** The place of the document while there is no file: drop one here, or choose it. */
export function AddFirstFile({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Empty
      icon={<DocumentAdd24Regular />}
      title={say('incoming.form.noFile')}
      action={
        <Button icon={<DocumentAdd20Regular />} onClick={() => input.current?.click()}>
          {say('incoming.form.pickFile')}
        </Button>
      }
    >
      {say('incoming.form.noFile.why')}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </Empty>
  );
}
