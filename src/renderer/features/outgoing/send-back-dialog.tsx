import { ArrowUndo20Regular } from '@fluentui/react-icons';
import type { OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useCommand } from '../../app/read.ts';

const phrases = ['return.reason.form', 'return.reason.content', 'return.reason.ground'] as const;
type Props = { readonly documentId: OutgoingId; readonly onClose: () => void };

/** Trả lại sau khi ký: it must be signed anew (NĐ 30/2020 article 11.2). */
export function SendBackDialog({ documentId, onClose }: Props) {
  const { mutateAsync, isPending, error } = useCommand('outgoing.sendBack');
  return (
    <ReasonDialog
      title={say('sendBack.title')}
      effect={say('sendBack.what')}
      actLabel={say('sendBack.do')}
      icon={<ArrowUndo20Regular />}
      phrases={phrases.map((phrase) => say(phrase))}
      draftKey={`sendBack:${documentId}`}
      command={{ mutateAsync: (reason) => mutateAsync({ documentId, reason }), isPending, error }}
      onClose={onClose}
    />
  );
}
