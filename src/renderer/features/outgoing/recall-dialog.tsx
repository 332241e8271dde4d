import { ArrowUndo20Regular } from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { type DeliveryId, RequestId } from '../../../shared/domain/core/values.ts';
import { isFrozen } from '../../../shared/domain/outgoing/outgoing.ts';
import { RECALLS_MAX } from '../../../shared/domain/outgoing/recall.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/page.module.css';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { useCommand } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import { askable } from './outgoing-acts.tsx';

const phrases = ['outgoing.recall.reason.content', 'outgoing.recall.reason.recipient'] as const;
type Props = {
  readonly detail: OutgoingDetail;
  /** One recipient, where not all are meant. */
  readonly only?: DeliveryId | undefined;
  readonly onClose: () => void;
};

/** Thu hồi: every recipient that may be asked, or one of them, is asked, with one reason; the ids go along with the first command. */
export function RecallDialog({ detail, only, onClose }: Props) {
  const { mutateAsync, isPending, error } = useCommand('outgoing.recall');
  const { documentId, reference } = detail.row;
  const asked = askable(detail).filter(({ deliveryId }) => only === undefined || deliveryId === only);
  const [one] = asked;
  const ask = async (reason: string): Promise<void> => {
    for (let from = 0; from < asked.length; from += RECALLS_MAX)
      await mutateAsync({
        documentId,
        reason,
        requests: asked.slice(from, from + RECALLS_MAX).map(({ deliveryId }) => ({
          requestId: RequestId.parse(crypto.randomUUID()),
          deliveryId,
        })),
      });
  };
  return (
    <ReasonDialog
      title={say('outgoing.recall.title', { reference })}
      effect={
        only && one
          ? say('outgoing.recall.whatOne', { name: one.delivery.recipientName })
          : say('outgoing.recall.what', { count: asked.length })
      }
      actLabel={say('outgoing.recall.do')}
      closeLabel={say('outgoing.recall.keep')}
      icon={<ArrowUndo20Regular />}
      phrases={phrases.map((phrase) => say(phrase))}
      draftKey={`recall:${only ?? documentId}`}
      command={{ mutateAsync: ask, isPending, error }}
      onClose={onClose}
    />
  );
}

/** How a recall stands, and what took the document's place. */
export function RecallNotice({ detail: { document, deliveries } }: Pick<Props, 'detail'>) {
  const { recall, amendedBy } = document;
  return (
    <>
      {recall && (
        <div className={styles['returned']}>
          <Notice tone="unsure" title={sayRecall(document, deliveries.length)}>
            {say('outgoing.recall.reason', { reason: recall.reason })}
          </Notice>
        </div>
      )}
      {amendedBy && (
        <div className={styles['returned']}>
          <Notice tone="unsure" title={say(`outgoing.amended.${amendedBy.how}`)}>
            <Link to="/outgoing" search={{ id: amendedBy.documentId, view: 'all' }}>
              {say('outgoing.amended.open')}
            </Link>
          </Notice>
        </div>
      )}
    </>
  );
}

function sayRecall(document: OutgoingDetail['document'], count: number): string {
  const { asked = 0, agreed = 0, declined = 0 } = document.recall ?? {};
  if (!isFrozen(document)) return say('outgoing.recall.declined');
  return asked > agreed + declined
    ? say('outgoing.recall.asked', { asked, agreed, declined })
    : say('outgoing.recall.all', { agreed, count });
}
