import { Button } from '@fluentui/react-components';
import { DocumentArrowUp20Regular, Save20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useRef } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import {
  CALENDAR_TEXT_MAX,
  readCalendar,
  writeCalendar,
} from '../../../shared/domain/calendar/calendar-text.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { textField } from '../../app/document/form-schema.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { AreaField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';

const schema = z.object({
  basis: textField(300, true),
  lines: z.string().transform((text, context) => {
    const { unreadable, ...days } = readCalendar(text);
    if (unreadable.length === 0) return days;
    const shown = unreadable.slice(0, 8).join(', ');
    context.addIssue({ code: 'custom', message: say('working-year.unreadable', { lines: shown }) });
    return z.NEVER;
  }),
});

type Props = { readonly shown: Output<'office.getWorkingYear'>; readonly onClose: () => void };

/** The year's calendar as lines, typed, pasted or read from a file; the whole year at once. */
export function CalendarDialog({ shown, onClose }: Props) {
  const { year, entered } = shown;
  const agencyId = useProfile()?.agencyId;
  const set = useCommand('office.setWorkingYear');
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      basis: entered?.basis ?? '',
      lines: writeCalendar(shown, say('working-year.line.worked')),
    },
  });
  const { errors } = form.formState;
  const act = form.handleSubmit(async ({ basis, lines: { daysOff, workedOn } }) => {
    if (agencyId === undefined) return;
    const days = { daysOff: daysOff.map(({ on, name }) => ({ on, name })), workedOn: [...workedOn] };
    await set.mutateAsync({ agencyId, year, ...days, basis });
    announce(say('working-year.done', { year }));
    onClose();
  });
  return (
    <Modal
      title={say('working-year.enter.title', { year })}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('working-year.save'),
        icon: <Save20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy: set.isPending,
      }}
    >
      <p className={dialogs['explain']}>{say('working-year.lead')}</p>
      <TextField
        label={say('working-year.field.basis')}
        field={form.register('basis')}
        error={errors.basis?.message}
        hint={say('working-year.field.basis.hint')}
        maxLength={300}
        isRequired
      />
      <AreaField
        label={say('working-year.field.lines')}
        field={form.register('lines')}
        error={errors.lines?.message}
        rows={9}
      />
      <TakeFile onText={(text) => form.setValue('lines', text, { shouldValidate: true })} />
      {set.error && <Problem error={set.error} />}
    </Modal>
  );
}

/** A file of lines, as a spreadsheet saves them; what it says is shown and can be mended before it is saved. */
function TakeFile({ onText }: { readonly onText: (text: string) => void }) {
  const file = useRef<HTMLInputElement>(null);
  const take = async (chosen: File | undefined) => {
    // One letter more than the limit is enough to be told that it is too long.
    if (chosen) onText(await chosen.slice(0, CALENDAR_TEXT_MAX + 1).text());
  };
  return (
    <div>
      <input
        ref={file}
        type="file"
        hidden
        accept=".csv,.txt"
        onChange={({ target }) =>
          void take(target.files?.[0]).finally(() => {
            target.value = '';
          })
        }
      />
      <Button icon={<DocumentArrowUp20Regular />} onClick={() => file.current?.click()}>
        {say('working-year.file')}
      </Button>
    </div>
  );
}
