import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ArrowDownload20Regular,
  DocumentPdf20Regular,
  DocumentText20Regular,
  Table20Regular,
} from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import type { SheetFormat } from '../../shared/sheet/sheet.ts';
import { say } from '../../shared/words/vi.ts';
import { saveMade } from './save-made.ts';

export const mediaTypes: Readonly<Record<SheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** What is too long for one file comes as several in a zip. */
const mediaTypeOf = ({ name }: MadeFile, format: SheetFormat): string =>
  name.endsWith('.zip') ? 'application/zip' : mediaTypes[format];

/** Makes a file in the wanted format and hands it to the system to be saved. */
export const useExport = (make: (format: SheetFormat) => Promise<MadeFile>) =>
  useMutation({
    mutationFn: make,
    onSuccess: (made, format) => saveMade(made, mediaTypeOf(made, format)),
  });

type Props = {
  /** What leaves the program, as the button is read aloud: "Xuất sổ văn bản đến năm 2026". */
  readonly what: string;
  readonly export: Pick<ReturnType<typeof useExport>, 'mutate' | 'isPending'>;
};

/** Xuất: one button, three formats. The fault is shown by whoever has the room for it. */
export function ExportMenu({ what, export: { mutate, isPending } }: Props) {
  const item = (format: SheetFormat, icon: ReactElement) => (
    <MenuItem icon={icon} onClick={() => mutate(format)}>
      {say(`sheet.export.${format}`)}
    </MenuItem>
  );
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ArrowDownload20Regular />} aria-label={what} disabledFocusable={isPending}>
          {say(isPending ? 'sheet.export.busy' : 'sheet.export')}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {item('xlsx', <Table20Regular />)}
          {item('docx', <DocumentText20Regular />)}
          {item('pdf', <DocumentPdf20Regular />)}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
