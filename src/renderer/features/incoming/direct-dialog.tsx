import { useQuery } from '@tanstack/react-query';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { Part } from '../../../shared/domain/incoming/parts.ts';
import { isColleague } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { read, useCommand } from '../../app/read.ts';
import { type Phrase, phrasesHere } from './phrases.ts';
import { candidatesOf, peopleOf } from './share-candidates.ts';
import { ShareDialog } from './share-dialog.tsx';

type Props = {
  readonly detail: IncomingDetail;
  readonly profile: ProfileShown;
  readonly onClose: () => void;
};

/** Bút phê: a leader gives units and people their shares, in words of his own or as he gave them before. */
export function DirectDialog({
  detail: { row, document },
  profile,
  phrase,
  onClose,
}: Props & { readonly phrase?: Phrase | undefined }) {
  const { documentId, dueOn } = row;
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const units = useQuery(read('office.listUnits', {})).data ?? [];
  const { mutateAsync, isPending, error } = useCommand('incoming.direct');
  return (
    <ShareDialog
      title={say('direct.title')}
      textLabel={say('direct.text')}
      candidates={candidatesOf(units, officials)}
      parts={Part.options}
      hasLead={document.leadId !== undefined}
      today={profile.today}
      dueOn={dueOn}
      draftKey={`direct:${documentId}`}
      phrases={phrasesHere()}
      phrase={phrase}
      command={{ mutateAsync: (given) => mutateAsync({ documentId, ...given }), isPending, error }}
      onClose={onClose}
    />
  );
}

const within: Readonly<Record<Part, readonly Part[]>> = {
  lead: Part.options,
  supporting: ['supporting', 'information'],
  information: ['information'],
};

/** Chuyển tiếp: whoever has a share hands it on inside his unit, in no greater part than his own. */
export function ForwardDialog({ detail: { row, assignments, ownAssignmentId }, profile, onClose }: Props) {
  const { documentId } = row;
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const { mutateAsync, isPending, error } = useCommand('incoming.forward');
  const own = assignments.find(({ assignmentId }) => assignmentId === ownAssignmentId);
  if (!own) return null;
  const colleagues = officials.filter(
    ({ officialId, official }) =>
      officialId !== profile.officialId && isColleague(official, profile.official),
  );
  return (
    <ShareDialog
      title={say('forward.title')}
      textLabel={say('forward.text')}
      candidates={peopleOf(colleagues)}
      parts={within[own.part]}
      hasLead
      today={profile.today}
      dueOn={own.dueOn}
      draftKey={`forward:${documentId}`}
      command={{
        mutateAsync: (given) => mutateAsync({ documentId, fromId: own.assignmentId, ...given }),
        isPending,
        error,
      }}
      onClose={onClose}
    />
  );
}
