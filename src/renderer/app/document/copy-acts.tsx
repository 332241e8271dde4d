import { ArrowDownload20Regular, Copy20Regular } from '@fluentui/react-icons';
import { say } from '../../../shared/words/vi.ts';
import { useShortcut } from '../keys.ts';
import type { Act } from './acts.ts';
import type { NamedDocument } from './copy-name.ts';
import { copyReference } from './copy-reference.ts';
import { saveCopy } from './document-viewer.tsx';
import type { ShownFile } from './shown-file.ts';

/** Acts that lead nowhere further: number and subject to the clipboard, a copy of the file in view. */
export function useCopyActs(row: NamedDocument, { file }: ShownFile): readonly Act[] {
  useShortcut('copy', () => copyReference(row));
  return [
    { key: 'copy', label: say('action.copy'), icon: <Copy20Regular />, act: () => copyReference(row) },
    ...(file?.isHere
      ? [
          {
            key: 'save',
            label: say('action.save'),
            icon: <ArrowDownload20Regular />,
            act: () => saveCopy(file, row),
          },
        ]
      : []),
  ];
}
