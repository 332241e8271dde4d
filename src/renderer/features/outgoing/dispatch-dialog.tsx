import { Send20Regular } from '@fluentui/react-icons';
import { RECIPIENTS_SENT_MAX } from '../../../shared/contract/exchange.ts';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import { AgencySearch } from './agency-search.tsx';
import { ChosenRecipients } from './chosen-recipients.tsx';
import styles from './dispatch.module.css';
import { RecipientGroups } from './recipient-groups.tsx';
import { RecipientLines } from './recipient-lines.tsx';
import { type RecipientChoice, useRecipients } from './use-recipients.ts';

type Props = { readonly detail: OutgoingDetail; readonly onClose: () => void };

/**
 * Phát hành, and gửi bổ sung of what is out: to whom, beginning with those whom the paper itself names; the package is built and sent when it is confirmed. Nothing
 * that the paper names is dropped in silence.
 */
export function DispatchDialog({ detail, onClose }: Props) {
  const { row, deliveries } = detail;
  const isMore = row.state === 'dispatched';
  const taken = new Set(deliveries.map(({ delivery }) => delivery.recipientAgencyId));
  const choice = useRecipients(row.documentId, taken);
  const issue = useCommand(isMore ? 'outgoing.issueMore' : 'outgoing.issue');
  const { chosen, paperTo } = choice;
  const act = () =>
    issue.mutate(
      {
        documentId: row.documentId,
        recipients: [...chosen.keys()],
        paperTo: [...paperTo].filter((agencyId) => chosen.has(agencyId)),
      },
      { onSuccess: onClose },
    );
  const count = chosen.size;
  const [title, doIt, plain] = isMore
    ? (['dispatch.more.title', 'dispatch.more.do', 'dispatch.more.doPlain'] as const)
    : (['dispatch.title', 'dispatch.do', 'dispatch.doPlain'] as const);
  return (
    <Modal
      title={say(title, { reference: row.reference })}
      width="wide"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      aside={<Unsettled choice={choice} />}
      primary={{
        label: count > 0 ? say(doIt, { count }) : say(plain),
        icon: <Send20Regular />,
        act,
        isBusy: issue.isPending,
        whyNot: whyNot(choice),
      }}
    >
      <p className={styles['explain']}>{say(isMore ? 'dispatch.more.what' : 'dispatch.final')}</p>
      <div className={styles['panes']}>
        <div className={styles['sources']}>
          <RecipientLines choice={choice} />
          <RecipientGroups choice={choice} />
          <AgencySearch choice={choice} />
        </div>
        <ChosenRecipients choice={choice} />
      </div>
      {issue.error && <Problem error={issue.error} />}
    </Modal>
  );
}

const whyNot = ({ chosen, isTooMany }: RecipientChoice): string | undefined => {
  if (chosen.size === 0) return say('dispatch.none');
  return isTooMany ? say('dispatch.tooMany', { count: RECIPIENTS_SENT_MAX }) : undefined;
};

/** What the paper names and nobody has settled yet: said beside the button, so that it is not overlooked. */
function Unsettled({ choice: { lines } }: { readonly choice: RecipientChoice }) {
  const count = lines.filter(({ how }) => how === 'unknown').length;
  return count > 0 ? <span className={styles['unsure']}>{say('dispatch.unsettled', { count })}</span> : null;
}
