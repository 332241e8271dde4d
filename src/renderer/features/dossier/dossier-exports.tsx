import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import type { DossierDetail } from '../../../shared/contract/dossier.ts';
import { FormFormat } from '../../../shared/sheet/form.ts';
import { SheetFormat } from '../../../shared/sheet/sheet.ts';
import { say } from '../../../shared/words/vi.ts';
import { mediaTypes } from '../../app/export-menu.tsx';
import { Problem } from '../../app/problem.tsx';
import { ask } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';
import styles from './dossier.module.css';

type Form = 'contents' | 'handed' | 'record';
type Wanted = { readonly form: Form; readonly format: SheetFormat };

/** A form over one dossier: a record is no table, and is no spreadsheet. */
const formatsOf = (form: Form): readonly SheetFormat[] =>
  form === 'record' ? FormFormat.options : SheetFormat.options;

function useDossierForm({ row: { dossierId } }: DossierDetail) {
  return useMutation({
    mutationFn: ({ form, format }: Wanted) => {
      if (form === 'contents') return ask('dossier.exportContents', { dossierId, format });
      const of = { dossierId };
      if (form === 'handed') return ask('dossier.exportHanded', { of, format });
      return ask('dossier.exportRecord', { of, format: FormFormat.parse(format) });
    },
    onSuccess: (made, { format }) => saveMade(made, mediaTypes[format]),
  });
}

type Props = { readonly detail: DossierDetail; readonly onBundle: () => void };

/** Xuất: the forms of annex V over this dossier, and the dossier itself as one file. */
export function DossierExports({ detail, onBundle }: Props) {
  const { mutate, isPending, error } = useDossierForm(detail);
  const forms: readonly Form[] =
    detail.row.state === 'open' ? ['contents'] : ['contents', 'handed', 'record'];
  return (
    <>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            icon={<ArrowDownload20Regular />}
            aria-label={say('dossier.export.of', { notation: detail.row.notation })}
            disabledFocusable={isPending}
          >
            {say(isPending ? 'sheet.export.busy' : 'sheet.export')}
          </Button>
        </MenuTrigger>
        <MenuPopover className={styles['exports'] ?? ''}>
          <MenuList>
            {forms.map((form) => (
              <MenuGroup key={form}>
                <MenuGroupHeader>{say(`dossier.export.${form}`)}</MenuGroupHeader>
                {formatsOf(form).map((format) => (
                  <MenuItem key={format} onClick={() => mutate({ form, format })}>
                    {say(`sheet.export.${format}`)}
                  </MenuItem>
                ))}
              </MenuGroup>
            ))}
            <MenuGroup>
              <MenuGroupHeader>{say('dossier.export.whole')}</MenuGroupHeader>
              <MenuItem onClick={onBundle}>{say('dossier.export.bundle')}</MenuItem>
            </MenuGroup>
          </MenuList>
        </MenuPopover>
      </Menu>
      {error && <Problem error={error} />}
    </>
  );
}
