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
import { Print20Regular } from '@fluentui/react-icons';
import type { BookShown } from '../../../shared/contract/register.ts';
import { SheetFormat } from '../../../shared/sheet/sheet.ts';
import { say } from '../../../shared/words/vi.ts';
import { mediaTypes } from '../../app/export-menu.tsx';
import { useCommand } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';

type Props = { readonly shown: BookShown; readonly make: ReturnType<typeof useBookExport> };

/** One at a time for all rows, so that one fault has one place. */
export const useBookExport = () => useCommand('register.export');

/** In, xuất: the forms of annex IV over this book, each in three formats. */
export function BookExport({ shown: { registerId, forms, name, year }, make }: Props) {
  const isMine = make.isPending && make.variables.registerId === registerId;
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          icon={<Print20Regular />}
          aria-label={say('books.print.of', { book: name, year })}
          disabledFocusable={make.isPending}
        >
          {say(isMine ? 'sheet.export.busy' : 'books.print')}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {forms.map((form) => (
            <MenuGroup key={form}>
              <MenuGroupHeader>{say(`books.form.${form}`)}</MenuGroupHeader>
              {SheetFormat.options.toReversed().map((format) => (
                <MenuItem
                  key={format}
                  onClick={() =>
                    make.mutate(
                      { registerId, form, format },
                      { onSuccess: (made) => saveMade(made, mediaTypes[format]) },
                    )
                  }
                >
                  {say(`sheet.export.${format}`)}
                </MenuItem>
              ))}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
