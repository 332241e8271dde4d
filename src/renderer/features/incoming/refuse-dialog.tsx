import { ArrowUndo20Regular } from '@fluentui/react-icons';
import type { IncomingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useCommand } from '../../app/read.ts';

const phrases = [
  'refuse.reason.notOurs',
  'refuse.reason.broken',
  'refuse.reason.file',
  'refuse.reason.missing',
  'refuse.reason.twice',
] as const;
type Props = {
  readonly documentId: IncomingId;
  /** What was seen of it already: a signature that is not valid, a damaged file, the same document twice. */
  readonly because?: 'broken' | 'file' | 'twice' | undefined;
  readonly onClose: () => void;
};

/** Từ chối tiếp nhận: the sender is told the reason (NĐ 30/2020 article 21). */
export function RefuseDialog({ documentId, because, onClose }: Props) {
  const { mutateAsync, isPending, error } = useCommand('incoming.refuse');
  return (
    <ReasonDialog
      title={say('refuse.title')}
      effect={say('refuse.what')}
      actLabel={say('refuse.do')}
      icon={<ArrowUndo20Regular />}
      phrases={phrases.map((phrase) => say(phrase))}
      suggested={because && say(`refuse.reason.${because}`)}
      draftKey={`refuse:${documentId}`}
      command={{ mutateAsync: (reason) => mutateAsync({ documentId, reason }), isPending, error }}
      onClose={onClose}
    />
  );
}
