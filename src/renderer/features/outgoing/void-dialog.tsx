import { Prohibited20Regular } from '@fluentui/react-icons';
import type { OutgoingRow } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useCommand } from '../../app/read.ts';

const phrases = ['void.reason.seal', 'void.reason.content', 'void.reason.leader'] as const;
type Props = {
  readonly row: Pick<OutgoingRow, 'documentId' | 'reference'>;
  readonly onClose: () => void;
};

/** Hủy số: the number stays in the book with the reason; it cannot be undone, so the button names it. */
export function VoidDialog({ row: { documentId, reference }, onClose }: Props) {
  const { mutateAsync, isPending, error } = useCommand('outgoing.void');
  return (
    <ReasonDialog
      title={say('void.title', { reference })}
      effect={say('void.what')}
      actLabel={say('void.do', { reference })}
      closeLabel={say('void.keep')}
      icon={<Prohibited20Regular />}
      phrases={phrases.map((phrase) => say(phrase))}
      draftKey={`void:${documentId}`}
      command={{ mutateAsync: (reason) => mutateAsync({ documentId, reason }), isPending, error }}
      onClose={onClose}
    />
  );
}
