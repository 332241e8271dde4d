import { Button } from '@fluentui/react-components';
import { PersonArrowRight20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { AssignmentId, DirectiveId, type LocalDate, OfficialId } from '../../../shared/domain/core/values.ts';
import { Part } from '../../../shared/domain/incoming/parts.ts';
import { addDays } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { draftOf, dropDraft, keepDraft, useKeptForm } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { AreaField, DayField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { AssigneePicker, type Parts } from './assignee-picker.tsx';

type Props = { readonly detail: IncomingDetail; readonly today: LocalDate; readonly onClose: () => void };
const periods = [3, 5, 10] as const;
const KeptParts = z.record(OfficialId, Part).catch({});

/** The form, the shares given so far, and giving the command. */
function useDirective({ detail, today, onClose }: Props) {
  const { documentId, dueOn } = detail.row;
  const key = `direct:${documentId}`;
  const kept = draftOf(key)?.values;
  const [parts, setParts] = useState<Parts>(() => KeptParts.parse(kept?.['parts'] ?? {}));
  const form = useForm({
    defaultValues: { text: String(kept?.['text'] ?? ''), dueOn: String(kept?.['dueOn'] ?? dayText(dueOn)) },
    resolver: zodResolver(z.object({ text: textField(4000, true), dueOn: dayField(today, 'from-today') })),
  });
  useKeptForm(key, form);
  const direct = useCommand('incoming.direct');
  const chosen = Object.entries(parts);
  const act = form.handleSubmit(async ({ text, dueOn: due }) => {
    await direct.mutateAsync({
      documentId,
      directiveId: DirectiveId.parse(crypto.randomUUID()),
      text,
      assignments: chosen.map(([officialId, part]) => ({
        assignmentId: AssignmentId.parse(crypto.randomUUID()),
        officialId: OfficialId.parse(officialId),
        part,
        ...(due && part !== 'information' && { dueOn: due }),
      })),
    });
    dropDraft(key);
    onClose();
  });
  const keepParts = (next: Parts) => {
    setParts(next);
    keepDraft(key, { ...draftOf(key)?.values, parts: next });
  };
  const hasLead = detail.document.leadId !== undefined || chosen.some(([, part]) => part === 'lead');
  return { form, parts, keepParts, count: chosen.length, hasLead, act, direct };
}

/** Bút phê: the words, who leads, supports or is informed, and by when (NĐ 30/2020 article 23). */
export function DirectDialog(props: Props) {
  const { form, parts, keepParts, count, hasLead, act, direct } = useDirective(props);
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  return (
    <Modal
      title={say('direct.title')}
      closeLabel={say('common.cancel')}
      onClose={props.onClose}
      primary={{
        label: count > 0 ? say('direct.do', { count }) : say('direct.doOne'),
        icon: <PersonArrowRight20Regular />,
        act: () => void act().catch(() => undefined),
        isBusy: direct.isPending,
        whyNot: hasLead && count > 0 ? undefined : say('direct.noLead'),
      }}
    >
      <AreaField
        label={say('direct.text')}
        field={form.register('text') as never}
        error={form.formState.errors.text?.message}
        isRequired
        rows={3}
      />
      <AssigneePicker officials={officials} parts={parts} onParts={keepParts} />
      <DueField
        field={form.register('dueOn')}
        error={form.formState.errors.dueOn?.message}
        today={props.today}
        onText={(text) => form.setValue('dueOn', text, { shouldValidate: true })}
      />
      {direct.error && <Problem error={direct.error} />}
    </Modal>
  );
}

type DueProps = {
  readonly field: object;
  readonly error: string | undefined;
  readonly today: LocalDate;
  readonly onText: (text: string) => void;
};
/** The deadline: typed, picked, or one of the usual periods. */
const DueField = ({ field, error, today, onText }: DueProps) => (
  <div className={styles['due']}>
    <DayField
      label={say('direct.due')}
      field={field as never}
      error={error}
      placeholder={say('field.day.placeholder')}
      pickLabel={say('field.day.pick')}
      onPick={(iso) => onText(pickedText(iso))}
      className={styles['dueField']}
    />
    <div className={styles['phrases']}>
      {periods.map((days) => (
        <Button key={days} size="small" onClick={() => onText(dayText(addDays(today, days)))}>
          {say('direct.days', { days })}
        </Button>
      ))}
    </div>
  </div>
);
