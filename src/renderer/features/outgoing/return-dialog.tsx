import { ArrowUndo20Regular } from '@fluentui/react-icons';
import type { OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useCommand } from '../../app/read.ts';

const phrases = ['return.reason.content', 'return.reason.form', 'return.reason.ground'] as const;
type Props = { readonly documentId: OutgoingId; readonly onClose: () => void };

/** Trả lại: the drafter is told what to correct (NĐ 30/2020 article 11). */
export function ReturnDialog({ documentId, onClose }: Props) {
  const { mutateAsync, isPending, error } = useCommand('outgoing.return');
  return (
    <ReasonDialog
      title={say('return.title')}
      effect={say('return.what')}
      actLabel={say('return.do')}
      icon={<ArrowUndo20Regular />}
      phrases={phrases.map((phrase) => say(phrase))}
      draftKey={`return:${documentId}`}
      command={{ mutateAsync: (reason) => mutateAsync({ documentId, reason }), isPending, error }}
      onClose={onClose}
    />
  );
}
