import { Checkbox } from '@fluentui/react-components';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import { FormFiles } from '../../app/document/form-files.tsx';
import { Problem } from '../../app/problem.tsx';
import type { EntryFiles } from './entry-files.ts';

type Props = {
  readonly files: EntryFiles;
  readonly source: 'file' | 'paper' | 'exchange';
  readonly shownSha256: string | undefined;
  readonly onShow: (file: AcceptedFile) => void;
};

export function EntryFilesField({ files, source, shownSha256, onShow }: Props) {
  return (
    <div>
      {source !== 'paper' && (
        <FormFiles
          files={files.accepted}
          taking={files.intake.taking}
          shownSha256={shownSha256}
          onAdd={files.add}
          onShow={onShow}
          onMakeMain={files.makeMain}
          onRemove={files.remove}
        />
      )}
      <Checkbox
        label={say('incoming.form.paperOnly')}
        checked={source === 'paper'}
        onChange={(_event, { checked }) => files.setSource(checked === true ? 'paper' : 'file')}
      />
      {files.intake.error && <Problem error={files.intake.error} />}
    </div>
  );
}
