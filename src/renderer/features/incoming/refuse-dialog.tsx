import { ArrowUndo20Regular } from '@fluentui/react-icons';
import type { IncomingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useCommand } from '../../app/read.ts';

const phrases = ['refuse.reason.notOurs', 'refuse.reason.broken', 'refuse.reason.missing'] as const;
type Props = { readonly documentId: IncomingId; readonly onClose: () => void };

/** Từ chối tiếp nhận: the sender is told the reason (NĐ 30/2020 article 21). */
export function RefuseDialog({ documentId, onClose }: Props) {
  const { mutateAsync, isPending, error } = useCommand('incoming.refuse');
  return (
    <ReasonDialog
      title={say('refuse.title')}
      effect={say('refuse.what')}
      actLabel={say('refuse.do')}
      icon={<ArrowUndo20Regular />}
      phrases={phrases.map((phrase) => say(phrase))}
      draftKey={`refuse:${documentId}`}
      command={{ mutateAsync: (reason) => mutateAsync({ documentId, reason }), isPending, error }}
      onClose={onClose}
    />
  );
}
