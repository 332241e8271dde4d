import { Button } from '@fluentui/react-components';
import { PersonArrowRight20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Input } from '../../../shared/contract/contract.ts';
import { AssignmentId, DirectiveId, type LocalDate, TaskId } from '../../../shared/domain/core/values.ts';
import type { Part } from '../../../shared/domain/incoming/parts.ts';
import { addDays } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';
import { dayField, dayText, pickedText, textField } from '../../app/document/form-schema.ts';
import { draftOf, dropDraft, keepDraft, useKeptForm } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { AreaField, DayField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';
import { AssigneePicker } from './assignee-picker.tsx';
import { type Named, namedIn } from './named-in-text.ts';
import { begunWith, keepPhrase, type Phrase } from './phrases.ts';
import { type Candidate, type Chosen, followed, keptChoice } from './share-candidates.ts';

const periods = [3, 5, 10] as const;
type Given = Pick<Input<'incoming.direct'>, 'directiveId' | 'text' | 'assignments'>;
type Props = {
  readonly title: string;
  readonly textLabel: string;
  readonly candidates: readonly Candidate[];
  readonly parts: readonly Part[];
  /** Somebody leads already, or need not: nobody has to be chosen for it. */
  readonly hasLead: boolean;
  readonly today: LocalDate;
  readonly dueOn: LocalDate | undefined;
  readonly draftKey: string;
  /** What is asked besides. */
  readonly children?: ReactNode;
  /** What was given before, where it may be given again; and the one that this begins with. */
  readonly phrases?: readonly Phrase[];
  readonly phrase?: Phrase | undefined;
  readonly command: {
    readonly mutateAsync: (given: Given) => Promise<unknown>;
    readonly isPending: boolean;
    readonly error: unknown;
  };
  readonly onClose: () => void;
};

type Terms = { readonly own: ReturnType<typeof dayField>; readonly isFollowed: boolean };
/** The shares as the command takes them, each with its day, and what is wrong with a day of somebody's own. */
function sharesGiven(
  candidates: readonly Candidate[],
  chosen: Chosen,
  due: LocalDate | undefined,
  { own, isFollowed }: Terms,
) {
  const errors: Record<string, string> = {};
  const assignments = candidates.flatMap(({ key, officialId, unitId }): Given['assignments'] => {
    const share = chosen[key];
    if (!share) return [];
    const day = own.safeParse(share.part === 'supporting' ? share.due : '');
    if (!day.success) errors[key] = day.error.issues[0]?.message ?? say('invalid.day');
    const dueOf = share.part === 'information' ? undefined : (day.data ?? due);
    return [
      {
        assignmentId: AssignmentId.parse(crypto.randomUUID()),
        officialId,
        part: share.part,
        ...(unitId && { unitId }),
        ...(dueOf && { dueOn: dueOf }),
        ...(dueOf && isFollowed && { taskId: TaskId.parse(crypto.randomUUID()) }),
      },
    ];
  });
  return { assignments, errors };
}

/** The parts that the words give, no greater than may be given here. */
const partsHere = ({ parts }: Named, allowed: readonly Part[]): Readonly<Record<string, Part>> =>
  Object.fromEntries(
    Object.entries(parts).map(([key, part]) => [key, allowed.includes(part) ? part : (allowed[0] ?? part)]),
  );

/** Who was chosen, by hand or because the words name him; `onDue` hears the day that they give. */
function useChosen(
  { candidates, parts, today, draftKey }: Props,
  kept: Readonly<Record<string, unknown>> | undefined,
  onDue: (on: LocalDate | undefined) => void,
) {
  const [chosen, setChosen] = useState<Chosen>(() => keptChoice(kept?.['chosen']));
  const named = useRef<Named>(undefined);
  const reads = (text: string) => namedIn(text, { candidates, today });
  const keepChosen = (next: Chosen) => {
    setChosen(next);
    keepDraft(draftKey, { ...draftOf(draftKey)?.values, chosen: next });
  };
  const follow = (text: string) => {
    const before = named.current ?? reads(String(kept?.['text'] ?? ''));
    const now = reads(text);
    named.current = now;
    const next = followed(chosen, partsHere(before, parts), partsHere(now, parts));
    if (JSON.stringify(next) !== JSON.stringify(chosen)) keepChosen(next);
    if (now.dueOn !== before.dueOn) onDue(now.dueOn);
  };
  const setNamed = (text: string) => {
    named.current = reads(text);
  };
  return { chosen, keepChosen, follow, reads, setNamed };
}

/** The form, the shares given so far, and giving the command. */
function useShares(props: Props) {
  const { candidates, hasLead, today, dueOn, draftKey, phrases, phrase, command, onClose } = props;
  const kept: Readonly<Record<string, unknown>> | undefined = phrase
    ? begunWith(phrase, today)
    : draftOf(draftKey)?.values;
  const [dayErrors, setDayErrors] = useState<Readonly<Record<string, string>>>({});
  const form = useForm({
    defaultValues: {
      text: String(kept?.['text'] ?? ''),
      dueOn: String(kept?.['dueOn'] ?? dayText(dueOn)),
      isFollowed: kept?.['isFollowed'] !== false,
    },
    resolver: zodResolver(
      z.object({
        text: textField(4000, true),
        dueOn: dayField(today, 'from-today'),
        isFollowed: z.boolean(),
      }),
    ),
  });
  useKeptForm(draftKey, form);
  const { chosen, keepChosen, follow, reads, setNamed } = useChosen(props, kept, (on) =>
    form.setValue('dueOn', dayText(on ?? dueOn), { shouldValidate: on !== undefined }),
  );
  const own = dayField(today, 'from-today');
  const act = form.handleSubmit(async ({ text, dueOn: due, isFollowed }) => {
    const { assignments, errors } = sharesGiven(candidates, chosen, due, { own, isFollowed });
    setDayErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const { plain } = reads(text);
    await command.mutateAsync({
      ...{ directiveId: DirectiveId.parse(crypto.randomUUID()), text: plain, assignments },
    });
    dropDraft(draftKey);
    if (phrases) keepPhrase(plain, chosen, due, today);
    onClose();
  });
  const take = (again: Phrase) => {
    const begun = begunWith(again, today);
    setNamed(begun.text);
    form.setValue('text', begun.text, { shouldValidate: true });
    if (begun.dueOn !== undefined) form.setValue('dueOn', begun.dueOn, { shouldValidate: true });
    keepChosen(begun.chosen);
  };
  const known = candidates.filter(({ key }) => chosen[key]);
  const isLed = hasLead || known.some(({ key }) => chosen[key]?.part === 'lead');
  const whyNot = known.length === 0 ? say('direct.nobodyChosen') : isLed ? undefined : say('direct.noLead');
  return { form, chosen, keepChosen, follow, take, dayErrors, count: known.length, whyNot, act };
}

/** Words, who leads, supports or is informed, and by when (NĐ 30/2020 article 23); a deadline is followed by a task. */
export function ShareDialog(props: Props) {
  const { form, chosen, keepChosen, follow, take, dayErrors, count, whyNot, act } = useShares(props);
  const { command, phrases = [] } = props;
  return (
    <Modal
      title={props.title}
      closeLabel={say('common.cancel')}
      onClose={props.onClose}
      primary={{
        label: count > 0 ? say('direct.do', { count }) : say('direct.doOne'),
        icon: <PersonArrowRight20Regular />,
        act: () => void act().catch(() => undefined),
        isBusy: command.isPending,
        whyNot,
      }}
    >
      <AreaField
        label={props.textLabel}
        field={
          form.register('text', {
            onChange: ({ target }: { target: { value: string } }) => follow(target.value),
          }) as never
        }
        error={form.formState.errors.text?.message}
        hint={say('direct.text.hint')}
        isRequired
        rows={3}
      />
      {props.children}
      {phrases.length > 0 && <Phrases phrases={phrases} onTake={take} />}
      <AssigneePicker
        candidates={props.candidates}
        chosen={chosen}
        parts={props.parts}
        dayErrors={dayErrors}
        onChosen={keepChosen}
      />
      <DueField
        field={form.register('dueOn')}
        error={form.formState.errors.dueOn?.message}
        today={props.today}
        onText={(text) => form.setValue('dueOn', text, { shouldValidate: true })}
      />
      <label className={styles['choice']}>
        <input type="checkbox" {...form.register('isFollowed')} />
        {say('direct.isFollowed')}
      </label>
      {command.error !== null && command.error !== undefined && <Problem error={command.error} />}
    </Modal>
  );
}

type PhrasesProps = { readonly phrases: readonly Phrase[]; readonly onTake: (phrase: Phrase) => void };
/** What was given before, each with its key outside this dialog. */
const Phrases = ({ phrases, onTake }: PhrasesProps) => (
  <section className={styles['phrases']} aria-label={say('direct.phrases')}>
    {phrases.map((phrase, index) => (
      <Button
        key={`${String(phrase.usedAt)}:${phrase.text}`}
        size="small"
        title={phrase.text}
        className={styles['given']}
        onClick={() => onTake(phrase)}
      >
        {say('direct.phrase', { number: index + 1, text: phrase.text })}
      </Button>
    ))}
  </section>
);

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
