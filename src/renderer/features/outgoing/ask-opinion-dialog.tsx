import { PeopleChat20Regular } from '@fluentui/react-icons';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { type LocalDate, OfficialId, OpinionId } from '../../../shared/domain/core/values.ts';
import { OpinionPurpose } from '../../../shared/domain/outgoing/opinion.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { dayWords } from '../../app/document/form-fields.tsx';
import { dayField, pickedText, textField } from '../../app/document/form-schema.ts';
import { PickOne } from '../../app/document/pick-one.tsx';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { AreaField, ChoiceField, DayField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';

type Props = {
  readonly detail: OutgoingDetail;
  readonly profile: ProfileShown;
  readonly onClose: () => void;
};

const schemaOn = (today: LocalDate) =>
  z.object({
    purpose: OpinionPurpose,
    officialId: z.string().min(1, say('invalid.required')),
    question: textField(4000, false),
    dueOn: dayField(today, 'from-today'),
  });

/** The form, and what its act does. */
function useAsking({ detail, profile, onClose }: Props) {
  const schema = schemaOn(profile.today);
  const form = useForm<z.input<typeof schema>, unknown, z.output<typeof schema>>({
    defaultValues: { purpose: 'opinion', officialId: '', question: '', dueOn: '' },
    resolver: zodResolver(schema),
  });
  const ask = useCommand('outgoing.askOpinion');
  const act = form.handleSubmit(async ({ purpose, officialId, question, dueOn }) => {
    await ask.mutateAsync({
      documentId: detail.row.documentId,
      opinionId: OpinionId.parse(crypto.randomUUID()),
      purpose,
      officialId: OfficialId.parse(officialId),
      ...(question !== '' && { question }),
      ...(dueOn && { dueOn }),
    });
    announce(say('outgoing.opinion.sent'));
    onClose();
  });
  return { form, ask, act };
}

/** Xin ý kiến, xin ký nháy: whom, what for, by when. */
export function AskOpinionDialog(props: Props) {
  const { profile, onClose } = props;
  const { form, ask, act } = useAsking(props);
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const { errors } = form.formState;
  const others = officials.filter(({ officialId }) => officialId !== profile.officialId);
  return (
    <Modal
      title={say('outgoing.opinion.ask')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('outgoing.opinion.ask'),
        icon: <PeopleChat20Regular />,
        act: () => void act().catch(() => undefined),
        isBusy: ask.isPending,
      }}
    >
      <PickOne
        label={say('outgoing.opinion.of')}
        findLabel={say('direct.find')}
        error={errors.officialId?.message}
        isRequired
        chosen={form.watch('officialId')}
        onChoose={(key = '') =>
          form.setValue('officialId', key, { shouldValidate: form.formState.isSubmitted })
        }
        picks={others.map(({ officialId, official }) => ({
          key: officialId,
          name: official.fullName,
          note: official.position,
        }))}
      />
      <ChoiceField
        label={say('outgoing.opinion.purpose')}
        field={form.register('purpose') as never}
        choices={OpinionPurpose.options.map((value) => ({ value, label: say(`outgoing.opinion.${value}`) }))}
      />
      <AreaField
        label={say('outgoing.opinion.question')}
        field={form.register('question') as never}
        error={errors.question?.message}
        rows={3}
      />
      <DayField
        label={say('outgoing.opinion.dueOn')}
        field={form.register('dueOn') as never}
        error={errors.dueOn?.message}
        {...dayWords}
        onPick={(iso) => form.setValue('dueOn', pickedText(iso))}
      />
      {ask.error && <Problem error={ask.error} />}
    </Modal>
  );
}
