import { CommentCheckmark20Regular } from '@fluentui/react-icons';
import { useForm } from 'react-hook-form';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { OpinionOutcome } from '../../../shared/domain/outgoing/opinion.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { draftOf, dropDraft, useKeptForm } from '../../app/drafts.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { AreaField, ChoiceField } from '../../ui/fields.tsx';
import { Modal } from '../../ui/modal.tsx';

type Props = {
  readonly detail: OutgoingDetail;
  readonly shown: OutgoingDetail['opinions'][number];
  readonly onClose: () => void;
};

/** Cho ý kiến, ký nháy: on the version that is shown; what is typed is kept until it is given. */
export function GiveOpinionDialog({ detail, shown: { opinionId, opinion }, onClose }: Props) {
  const draftKey = `opinion:${opinionId}`;
  const form = useForm({
    defaultValues: { outcome: 'agreed', text: String(draftOf(draftKey)?.values['text'] ?? '') },
  });
  useKeptForm(draftKey, form);
  const give = useCommand('outgoing.giveOpinion');
  const { file } = detail.document;
  const act = form.handleSubmit(async ({ outcome, text }) => {
    if (!file) return;
    await give.mutateAsync({
      documentId: detail.row.documentId,
      opinionId,
      outcome: OpinionOutcome.parse(outcome),
      ...(text.trim() !== '' && { text: text.trim() }),
      seenSha256: file.sha256,
    });
    dropDraft(draftKey);
    announce(say('outgoing.opinion.given'));
    onClose();
  });
  const title = say(opinion.purpose === 'opinion' ? 'outgoing.opinion.give' : 'outgoing.opinion.initial');
  return (
    <Modal
      title={title}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: title,
        icon: <CommentCheckmark20Regular />,
        act: () => void act().catch(() => undefined),
        isBusy: give.isPending,
      }}
    >
      <p className={dialogs['explain']}>
        {opinion.question ?? say(`outgoing.opinion.${opinion.purpose}.what`)}
      </p>
      <AreaField label={say('outgoing.opinion.text')} field={form.register('text') as never} rows={4} />
      <ChoiceField
        label={say('outgoing.opinion.outcome')}
        field={form.register('outcome') as never}
        choices={OpinionOutcome.options.map((value) => ({ value, label: say(`outgoing.opinion.${value}`) }))}
      />
      {give.error && <Problem error={give.error} />}
    </Modal>
  );
}
