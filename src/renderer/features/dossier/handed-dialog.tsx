import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { HandedView } from '../../../shared/contract/dossier-forms.ts';
import { type LocalDate, UnitId } from '../../../shared/domain/core/values.ts';
import { FormFormat } from '../../../shared/sheet/form.ts';
import { SheetFormat } from '../../../shared/sheet/sheet.ts';
import { say } from '../../../shared/words/vi.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import dialogs from '../../app/document/dialogs.module.css';
import { mediaTypes } from '../../app/export-menu.tsx';
import { ask, read } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';
import { ChoiceField } from '../../ui/fields.tsx';

type Typed = {
  readonly form: string;
  readonly year: string;
  readonly unitId: string;
  readonly format: string;
};
type Props = { readonly view: HandedView; readonly today: LocalDate; readonly onClose: () => void };

/** Years back that dossiers are handed over of. */
const YEARS = 10;

function useHanded(view: HandedView) {
  return useMutation({
    mutationFn: ({ form, year, unitId, format }: Typed) => {
      const of = { view, year: Number(year), ...(unitId !== '' && { unitId: UnitId.parse(unitId) }) };
      return form === 'record'
        ? ask('dossier.exportRecord', { of, format: FormFormat.parse(format) })
        : ask('dossier.exportHanded', { of, format: SheetFormat.parse(format) });
    },
    onSuccess: (made) => saveMade(made, mediaTypes[SheetFormat.parse(made.name.split('.').at(-1))]),
  });
}

/** Mục lục nộp lưu, biên bản giao nhận, danh mục giữ lại: over the dossiers of one year in this view, of one unit or of all. */
export function HandedDialog({ view, today, onClose }: Props) {
  const units = useQuery(read('office.listUnits', {})).data ?? [];
  const thisYear = Number(today.slice(0, 4));
  const form = useForm<Typed>({
    defaultValues: { form: 'handed', year: String(thisYear), unitId: '', format: 'pdf' },
  });
  const made = useHanded(view);
  const forms = view === 'kept' ? (['handed'] as const) : (['handed', 'record'] as const);
  // A record is running text, which is no spreadsheet; pages are what both can be.
  const formats: readonly SheetFormat[] =
    form.watch('form') === 'record' ? FormFormat.options : SheetFormat.options;
  const act = form.handleSubmit(async (typed) => {
    await made.mutateAsync(typed);
    onClose();
  });
  return (
    <ActDialog
      title={say('dossier.handed.title')}
      actLabel={say('sheet.export')}
      width="small"
      icon={<ArrowDownload20Regular />}
      act={act}
      command={made}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>
        {say('dossier.handed.lead', { view: say(`dossier.view.${view}`) })}
      </p>
      <ChoiceField
        label={say('dossier.handed.form')}
        field={form.register('form', { onChange: () => form.setValue('format', 'pdf') }) as never}
        choices={forms.map((value) => ({
          value,
          label: say(view === 'kept' ? 'dossier.form.kept.name' : `dossier.export.${value}`),
        }))}
      />
      <ChoiceField
        label={say('dossier.handed.year')}
        field={form.register('year') as never}
        choices={Array.from({ length: YEARS }, (_, back) => String(thisYear - back)).map((value) => ({
          value,
          label: value,
        }))}
      />
      <ChoiceField
        label={say('dossier.handed.unit')}
        field={form.register('unitId') as never}
        choices={[
          { value: '', label: say('dossier.handed.everyUnit') },
          ...units.map(({ unitId, name }) => ({ value: unitId, label: name })),
        ]}
      />
      <ChoiceField
        label={say('dossier.handed.format')}
        field={form.register('format') as never}
        choices={formats.map((value) => ({ value, label: say(`sheet.export.${value}`) }))}
      />
    </ActDialog>
  );
}
