import { Print20Regular } from '@fluentui/react-icons';
import { useForm } from 'react-hook-form';
import type { BookShown } from '../../../shared/contract/register.ts';
import { periodOf, periods } from '../../../shared/domain/calendar/periods.ts';
import { BookForm } from '../../../shared/domain/register/forms.ts';
import { SheetFormat } from '../../../shared/sheet/sheet.ts';
import { say } from '../../../shared/words/vi.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import { mediaTypes } from '../../app/export-menu.tsx';
import { useToday } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';
import { ChoiceField } from '../../ui/fields.tsx';

type Props = { readonly shown: BookShown; readonly onClose: () => void };
const WHOLE = 'whole';

/** In, xuất: a form of annex IV over this book, of a period or whole, in one of three formats; this month's register to be printed, to begin with. */
export function PrintDialog({ shown: { registerId, forms, name, year }, onClose }: Props) {
  const today = useToday();
  // Of an earlier year no period of now has anything.
  const isThisYear = today.startsWith(String(year));
  const offered = isThisYear ? periods.filter((each) => each !== 'last-year' && each !== 'this-year') : [];
  const form = useForm({
    defaultValues: { form: String(forms[0]), period: isThisYear ? 'this-month' : WHOLE, format: 'pdf' },
  });
  const make = useCommand('register.export');
  const act = form.handleSubmit(async (chosen) => {
    const format = SheetFormat.parse(chosen.format);
    const period = offered.find((each) => each === chosen.period);
    const made = await make.mutateAsync({
      ...{ registerId, form: BookForm.parse(chosen.form), format },
      ...(period && { period: periodOf(period, today) }),
    });
    saveMade(made, mediaTypes[format]);
    onClose();
  });
  return (
    <ActDialog
      title={say('books.print.of', { book: name, year })}
      actLabel={say(make.isPending ? 'sheet.export.busy' : 'books.print')}
      icon={<Print20Regular />}
      width="small"
      act={act}
      command={make}
      onClose={onClose}
    >
      <ChoiceField
        label={say('books.print.form')}
        field={form.register('form') as never}
        choices={forms.map((value) => ({ value, label: say(`books.form.${value}`) }))}
      />
      <ChoiceField
        label={say('books.print.period')}
        field={form.register('period') as never}
        choices={[
          ...offered.map((value) => ({ value, label: say(`period.${value}`) })),
          { value: WHOLE, label: say('books.print.whole', { year }) },
        ]}
      />
      <ChoiceField
        label={say('books.print.format')}
        field={form.register('format') as never}
        choices={SheetFormat.options
          .toReversed()
          .map((value) => ({ value, label: say(`sheet.export.${value}`) }))}
      />
    </ActDialog>
  );
}
