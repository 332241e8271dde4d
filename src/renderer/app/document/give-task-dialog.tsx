import { TaskListAdd20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { DocumentRef } from '../../../shared/domain/core/document-ref.ts';
import { LocalDate, OfficialId, TaskId } from '../../../shared/domain/core/values.ts';
import { Recurrence } from '../../../shared/domain/task/task.ts';
import { say } from '../../../shared/words/vi.ts';
import { AreaField, ChoiceField, DayField, TextField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { announce } from '../announce.ts';
import { draftOf, dropDraft, useKeptForm } from '../drafts.ts';
import { Problem } from '../problem.tsx';
import { read, useCommand } from '../read.ts';
import styles from './dialogs.module.css';
import { dayWords } from './form-fields.tsx';
import { dayField, pickedText, textField } from './form-schema.ts';

type Props = {
  readonly profile: ProfileShown;
  /** Where it is a part of a task. */
  readonly parentId?: TaskId;
  /** The document that it comes from, and what that is about. */
  readonly from?: { readonly of: DocumentRef; readonly subject: string };
  readonly onClose: () => void;
};

const schemaOn = (today: LocalDate) =>
  z.object({
    content: textField(500, true),
    leadId: z.string(),
    dueOn: dayField(today, 'from-today'),
    again: z.string(),
    field: textField(100, false),
    supporterIds: z.array(z.string()).catch([]),
  });

/** The form; what is typed is kept until the task is given. */
function useGiving({ profile, parentId, from, onClose }: Props) {
  const draftKey = `task.give:${parentId ?? from?.of.id ?? ''}`;
  const schema = schemaOn(profile.today);
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    defaultValues: {
      ...{ content: from?.subject ?? '', leadId: profile.officialId, dueOn: '', again: '', field: '' },
      supporterIds: [],
      ...(draftOf(draftKey)?.values as object | undefined),
    },
    resolver: zodResolver(schema),
  });
  useKeptForm(draftKey, form as never);
  const people = useQuery(read('office.listOfficials', {})).data ?? [];
  const give = useCommand('task.give');
  const act = form.handleSubmit(async (typed) => {
    const leadId = OfficialId.parse(typed.leadId);
    const recurrence = Recurrence.safeParse(typed.again).data;
    await give.mutateAsync({
      ...{ taskId: TaskId.parse(crypto.randomUUID()), content: typed.content, leadId },
      supporterIds: typed.supporterIds.map((each) => OfficialId.parse(each)),
      ...(parentId && { parentId }),
      ...(from && { of: from.of }),
      ...(typed.field !== '' && { field: typed.field }),
      ...(typed.dueOn && { dueOn: LocalDate.parse(typed.dueOn) }),
      ...(recurrence && { recurrence }),
    });
    dropDraft(draftKey);
    const name = people.find(({ officialId }) => officialId === leadId)?.official.fullName ?? '';
    announce(say('task.given', { name }));
    onClose();
  });
  return { form, people, give, act };
}

const titleKey = ({ parentId, from }: Props, isLeader: boolean) =>
  parentId ? 'task.part' : from ? 'task.ofDocument' : isLeader ? 'task.new' : 'task.newOwn';

/** Giao nhiệm vụ: what, to whom, by when, and whether it comes again. */
export function GiveTaskDialog(props: Props) {
  const { form, people, give, act } = useGiving(props);
  const { errors } = form.formState;
  const isLeader = props.profile.official.roles.includes('leader');
  const mayOthers = isLeader || props.parentId !== undefined;
  const offered = people.filter(({ officialId }) => mayOthers || officialId === props.profile.officialId);
  const title = say(titleKey(props, isLeader));
  return (
    <Modal
      title={title}
      closeLabel={say('common.cancel')}
      onClose={props.onClose}
      primary={{
        label: title,
        icon: <TaskListAdd20Regular />,
        // The refusal is shown in the dialog, and what was typed stays.
        act: () => void act().catch(() => undefined),
        isBusy: give.isPending,
      }}
    >
      <AreaField
        label={say('task.give.content')}
        field={form.register('content') as never}
        error={errors.content?.message}
        isRequired
      />
      <ChoiceField
        label={say('task.give.lead')}
        field={form.register('leadId') as never}
        choices={offered.map(({ officialId, official }) => ({
          value: officialId,
          label: `${official.fullName}, ${official.position}`,
        }))}
      />
      <MoreFields form={form} people={people} mayOthers={mayOthers} />
      {give.error && <Problem error={give.error} />}
    </Modal>
  );
}

type MoreProps = Pick<ReturnType<typeof useGiving>, 'form' | 'people'> & { readonly mayOthers: boolean };
/** By when and how often, who helps, and in which field. */
function MoreFields({ form, people, mayOthers }: MoreProps) {
  const { errors } = form.formState;
  return (
    <>
      <div className={styles['beside']}>
        <DayField
          label={say('task.give.due')}
          field={form.register('dueOn') as never}
          error={errors.dueOn?.message}
          hint={say('task.give.due.hint')}
          {...dayWords}
          onPick={(iso) => form.setValue('dueOn', pickedText(iso))}
        />
        <ChoiceField
          label={say('task.give.again')}
          field={form.register('again') as never}
          choices={[
            { value: '', label: say('task.again.none') },
            ...Recurrence.options.map((value) => ({ value, label: say(`task.again.${value}`) })),
          ]}
        />
      </div>
      {mayOthers && (
        <fieldset className={styles['who']}>
          <legend className={styles['label']}>{say('task.give.supporters')}</legend>
          <div className={styles['columns']}>
            {people.map(({ officialId, official }) => (
              <label key={officialId} className={styles['choice']}>
                <input type="checkbox" value={officialId} {...form.register('supporterIds')} />
                {official.fullName}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <TextField
        label={say('task.give.field')}
        field={form.register('field') as never}
        error={errors.field?.message}
        maxLength={100}
      />
    </>
  );
}
