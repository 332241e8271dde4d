import {
  ArchiveArrowBack20Regular,
  BoxCheckmark20Regular,
  CalendarClock20Regular,
  LockClosed20Regular,
} from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { DossierDetail } from '../../../shared/contract/dossier.ts';
import { LocalDate } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { ActDialog } from '../../app/document/act-dialog.tsx';
import dialogs from '../../app/document/dialogs.module.css';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useToday } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { AreaField, ChoiceField, DayField, TextField } from '../../ui/fields.tsx';
import { retentionChoices, retentionOf } from './dossier-form.tsx';

type Props = { readonly detail: DossierDetail; readonly onClose: () => void };

const neededDay = (today: LocalDate) =>
  dayField(today, 'any').refine((day) => day !== undefined, say('invalid.required'));

/** Kết thúc hồ sơ: when the work ended and how long it is kept (NĐ 30/2020 article 29.4b). */
export function CloseDialog({ detail, today, onClose }: Props & { readonly today: LocalDate }) {
  const { dossierId, notation, retention } = detail.row;
  const form = useForm({
    defaultValues: { endedOn: dayText(today), retention: String(retention) },
    resolver: zodResolver(z.object({ endedOn: neededDay(today), retention: z.string() })),
  });
  const close = useCommand('dossier.close');
  const act = form.handleSubmit(async (typed) => {
    const endedOn = LocalDate.parse(typed.endedOn);
    await close.mutateAsync({ dossierId, endedOn, retention: retentionOf(typed.retention) });
    announce(say('dossier.closed', { notation }));
    onClose();
  });
  return (
    <ActDialog
      title={say('dossier.close')}
      width="small"
      icon={<LockClosed20Regular />}
      act={act}
      command={close}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>{say('dossier.close.lead')}</p>
      <DayField
        label={say('dossier.field.endedOn')}
        field={form.register('endedOn') as never}
        error={form.formState.errors.endedOn?.message}
        isRequired
        {...dayWords}
        onPick={(iso) => form.setValue('endedOn', pickedText(iso))}
      />
      <ChoiceField
        label={say('dossier.field.retention')}
        field={form.register('retention') as never}
        choices={retentionChoices}
      />
    </ActDialog>
  );
}

/** Nhận vào lưu trữ: with the condition that the record of hand-over states (annex V, V.4). */
export function AcceptDialog({ detail, onClose }: Props) {
  const { dossierId, notation } = detail.row;
  const form = useForm({
    defaultValues: { condition: say('dossier.accept.whole') },
    resolver: zodResolver(z.object({ condition: textField(1000, true) })),
  });
  const accept = useCommand('dossier.accept');
  const act = form.handleSubmit(async ({ condition }) => {
    await accept.mutateAsync({ dossierId, condition });
    announce(say('dossier.accepted', { notation }));
    onClose();
  });
  return (
    <ActDialog
      title={say('dossier.accept')}
      width="small"
      icon={<BoxCheckmark20Regular />}
      act={act}
      command={accept}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>{say('dossier.accept.lead')}</p>
      <AreaField
        label={say('dossier.accept.condition')}
        field={form.register('condition') as never}
        error={form.formState.errors.condition?.message}
        isRequired
      />
    </ActDialog>
  );
}

const reasons = ['missing', 'title'] as const;

/** Trả lại: to whoever made it, with the reason. */
export function SendBackDialog({ detail, onClose }: Props) {
  const { dossierId } = detail.row;
  const { mutateAsync, isPending, error } = useCommand('dossier.sendBack');
  return (
    <ReasonDialog
      title={say('dossier.sendBack')}
      effect={say('dossier.sendBack.effect')}
      actLabel={say('dossier.sendBack')}
      icon={<ArchiveArrowBack20Regular />}
      phrases={reasons.map((each) => say(`dossier.sendBack.${each}`))}
      draftKey={`dossier.sendBack:${dossierId}`}
      command={{ mutateAsync: (reason) => mutateAsync({ dossierId, reason }), isPending, error }}
      onClose={onClose}
    />
  );
}

/** Cho giữ lại: until when, and by which paper the head agreed (article 31.3d). */
export function KeepDialog({ detail, onClose }: Props) {
  const { dossierId, notation } = detail.row;
  const today = useToday();
  const form = useForm({
    defaultValues: { until: dayText(detail.keptAtMostUntil), basis: '' },
    resolver: zodResolver(z.object({ until: neededDay(today), basis: textField(300, true) })),
  });
  const keep = useCommand('dossier.keep');
  const act = form.handleSubmit(async ({ until, basis }) => {
    await keep.mutateAsync({ dossierId, until: LocalDate.parse(until), basis });
    announce(say('dossier.kept', { notation, day: formatDay(LocalDate.parse(until)) }));
    onClose();
  });
  return (
    <ActDialog
      title={say('dossier.keep')}
      width="small"
      icon={<CalendarClock20Regular />}
      act={act}
      command={keep}
      onClose={onClose}
    >
      <p className={dialogs['explain']}>
        {say('dossier.keep.lead', { day: dayText(detail.keptAtMostUntil) })}
      </p>
      <DayField
        label={say('dossier.keep.until')}
        field={form.register('until') as never}
        error={form.formState.errors.until?.message}
        isRequired
        {...dayWords}
        onPick={(iso) => form.setValue('until', pickedText(iso))}
      />
      <TextField
        label={say('dossier.keep.basis')}
        field={form.register('basis') as never}
        error={form.formState.errors.basis?.message}
        isRequired
      />
    </ActDialog>
  );
}
