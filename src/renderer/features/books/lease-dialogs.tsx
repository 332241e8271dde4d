import {
  ArrowUndo20Regular,
  BookAdd20Regular,
  BookArrowClockwise20Regular,
  BookDatabase20Regular,
  Prohibited20Regular,
} from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import type { BookShown } from '../../../shared/contract/register.ts';
import { IncidentId, LocalDate } from '../../../shared/domain/core/values.ts';
import { numberOnPage } from '../../../shared/domain/outgoing/on-page.ts';
import { MISSING_MAX } from '../../../shared/domain/register/missing-numbers.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { holderOf } from '../../app/books.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, dayText, pickedText } from '../../app/document/form-schema.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { Problem } from '../../app/problem.tsx';
import { useProfile, useToday } from '../../app/profile.ts';
import { useCommand } from '../../app/read.ts';
import { ConfirmDialog } from '../../app/settings/confirm-dialog.tsx';
import { DayField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';

type Props = { readonly shown: BookShown; readonly onClose: () => void };

const lastDayField = (today: LocalDate) =>
  z.object({
    lastDay: dayField(today, 'from-today').refine((day) => day !== undefined, say('invalid.required')),
  });

/** Giữ sổ, giữ thêm: to the end of which day. */
export function TakeDialog({ shown, onClose }: Props) {
  const { registerId, lastDays, lease, name } = shown;
  const today = useToday();
  const form = useForm({
    defaultValues: { lastDay: dayText(lastDays?.to) },
    resolver: zodResolver(lastDayField(today)),
  });
  const take = useCommand('register.takeLease');
  const act = form.handleSubmit(async ({ lastDay }) => {
    await take.mutateAsync({ registerId, lastDay: LocalDate.parse(lastDay) });
    announce(say('books.take.asked'));
    onClose();
  });
  const said = say(lease ? 'books.longer.of' : 'books.take.of', { book: name });
  return (
    <Modal
      title={said}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say(lease ? 'books.longer' : 'books.take'),
        icon: <BookArrowClockwise20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy: take.isPending,
      }}
    >
      <p className={dialogs['explain']}>{say('books.take.lead')}</p>
      <DayField
        label={say('books.take.lastDay')}
        field={form.register('lastDay') as never}
        error={form.formState.errors.lastDay?.message}
        isRequired
        hint={say('books.take.lastDay.hint', { day: lastDays ? formatDay(lastDays.to) : '' })}
        {...dayWords}
        onPick={(iso: string) =>
          form.setValue('lastDay', pickedText(iso), { shouldValidate: form.formState.isSubmitted })
        }
      />
      {take.error && <Problem error={take.error} />}
    </Modal>
  );
}

/** Trả sổ: also without a line, behind the numbers that are not sent yet. */
export function ReturnDialog({ shown, onClose }: Props) {
  const { registerId, lease, name: book } = shown;
  const giveBack = useCommand('register.returnLease');
  const count = lease?.unsentCount ?? 0;
  return (
    <ConfirmDialog
      title={say('books.return.of', { book })}
      effect={`${say('books.return.effect')}${count > 0 ? ` ${say('books.return.unsent', { count })}` : ''}`}
      actLabel={say('books.return.of', { book })}
      keepLabel={say('books.keep')}
      icon={<ArrowUndo20Regular />}
      act={() =>
        giveBack.mutate(
          { registerId, epoch: lease?.epoch ?? 1 },
          {
            onSuccess: () => {
              announce(say('books.returned', { book }));
              onClose();
            },
          },
        )
      }
      isBusy={giveBack.isPending}
      error={giveBack.error}
      onClose={onClose}
    />
  );
}

/** Đóng sổ: what the last number is, and that nothing follows it. */
export function CloseDialog({ shown, onClose }: Props) {
  const { registerId, next, lastIssuedOn, name: book, year } = shown;
  const close = useCommand('register.close');
  return (
    <ConfirmDialog
      title={say('books.close.of', { book: `${book} ${String(year)}` })}
      effect={
        next === 1
          ? say('books.close.effect.empty')
          : say('books.close.effect', { number: numberOnPage(next - 1), day: formatDay(lastIssuedOn) })
      }
      actLabel={say('books.close')}
      keepLabel={say('books.close.keep')}
      icon={<BookDatabase20Regular />}
      act={() =>
        close.mutate(
          { registerId, next },
          {
            onSuccess: () => {
              announce(say('books.close.asked', { book }));
              onClose();
            },
          },
        )
      }
      isBusy={close.isPending}
      error={close.error}
      onClose={onClose}
    />
  );
}

/** Hủy số không về: what a lost machine alone could bring back to a server that was put back in time. */
export function GiveUpDialog({ shown, onClose }: Props) {
  const { registerId, missing, name: book } = shown;
  const { mutateAsync, isPending, error } = useCommand('register.voidMissing');
  const day = formatDay(useToday());
  const { from, to } = missing ?? { from: shown.next, to: shown.next };
  const count = Math.min(to - from + 1, MISSING_MAX);
  return (
    <ReasonDialog
      title={say('books.giveUp.of', { book })}
      effect={say('books.giveUp.effect', {
        from: numberOnPage(from),
        to: numberOnPage(from + count - 1),
        count,
      })}
      actLabel={say('books.giveUp')}
      closeLabel={say('books.giveUp.keep')}
      icon={<Prohibited20Regular />}
      phrases={[say('books.giveUp.reason.lost'), say('books.giveUp.reason.minutes', { day })]}
      draftKey={`give-up:${registerId}`}
      command={{
        mutateAsync: async (reason) => {
          const incidentIds = Array.from({ length: count }, () => IncidentId.parse(crypto.randomUUID()));
          await mutateAsync({ registerId, from, incidentIds, reason });
          announce(say('books.giveUp.asked', { book }));
        },
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

const reasons = ['lost', 'silent', 'late'] as const;

/** Thu hồi: what its holder gave and did not send is not accepted any more, so that the dialog says so before. */
export function WithdrawDialog({ shown, onClose }: Props) {
  const { registerId, lease, name: book } = shown;
  const { mutateAsync, isPending, error } = useCommand('register.withdrawLease');
  return (
    <ReasonDialog
      title={say('books.withdraw.of', { book })}
      effect={say('books.withdraw.effect', { name: holderOf(shown) })}
      actLabel={say('books.withdraw.of', { book })}
      closeLabel={say('books.keep')}
      icon={<Prohibited20Regular />}
      phrases={reasons.map((each) => say(`books.withdraw.reason.${each}`))}
      draftKey={`withdraw:${registerId}`}
      command={{
        mutateAsync: async (reason) => {
          await mutateAsync({ registerId, epoch: lease?.epoch ?? 1, reason });
          announce(say('books.withdraw.asked', { book }));
        },
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}

type OpenProps = {
  readonly year: number;
  readonly books: Output<'office.listBooks'>['toOpen'];
  readonly onClose: () => void;
};

/** Mở sổ: the books of a year begin at 01. */
export function OpenDialog({ year, books, onClose }: OpenProps) {
  const profile = useProfile();
  const open = useCommand('register.open');
  const act = async (): Promise<void> => {
    if (!profile) return;
    const openedOn = LocalDate.parse(`${String(year)}-01-01`);
    for (const book of books) await open.mutateAsync({ ...book, agencyId: profile.agencyId, openedOn });
    announce(say('books.opened', { year }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={say('books.open', { year })}
      effect={say('books.open.effect', { year, names: books.map(({ name }) => name).join(', ') })}
      actLabel={say('books.open', { year })}
      keepLabel={say('books.open.keep')}
      icon={<BookAdd20Regular />}
      act={() => void act().catch(() => undefined)}
      isBusy={open.isPending}
      error={open.error}
      onClose={onClose}
    />
  );
}
