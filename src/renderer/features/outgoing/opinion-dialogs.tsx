import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { AskOpinionDialog } from './ask-opinion-dialog.tsx';
import { GiveOpinionDialog } from './give-opinion-dialog.tsx';
import type { OutgoingDialog } from './outgoing-acts.tsx';
import { SendBackDialog } from './send-back-dialog.tsx';

type Props = {
  readonly detail: OutgoingDetail;
  readonly profile: ProfileShown;
  readonly dialog: OutgoingDialog | undefined;
  readonly onClose: () => void;
};

/** What others are asked about a draft, what they answer, and a signed one that goes back. */
export function OpinionDialogs({ detail, profile, dialog, onClose }: Props) {
  const mine = detail.opinions.find(
    ({ opinion }) => opinion.state === 'asked' && opinion.officialId === profile.officialId,
  );
  if (dialog === 'sendBack') return <SendBackDialog documentId={detail.row.documentId} onClose={onClose} />;
  if (dialog === 'ask') return <AskOpinionDialog detail={detail} profile={profile} onClose={onClose} />;
  if (dialog === 'opinion' && mine)
    return <GiveOpinionDialog detail={detail} shown={mine} onClose={onClose} />;
  return null;
}
