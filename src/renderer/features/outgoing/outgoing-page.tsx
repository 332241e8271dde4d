import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { OutgoingView } from '../../../shared/contract/outgoing.ts';
import { OutgoingId } from '../../../shared/domain/core/values.ts';
import type { Role } from '../../../shared/domain/office/official.ts';
import { DocumentPage } from '../../app/document/document-page.tsx';
import { read } from '../../app/read.ts';
import { OutgoingList } from './outgoing-list.tsx';
import { OutgoingReading } from './outgoing-reading.tsx';
import { OutgoingSide } from './outgoing-side.tsx';
import type { SigningDialogs } from './signing-dialogs.ts';

const route = getRouteApi('/outgoing');

const firstView: Record<Role, OutgoingView> = {
  clerk: 'signed',
  leader: 'submitted',
  specialist: 'draft',
  administrator: 'all',
  system: 'all',
};
const noId = OutgoingId.parse('00000000-0000-4000-8000-000000000000');

export function OutgoingPage(dialogs: SigningDialogs) {
  const { view, id } = route.useSearch();
  const navigate = useNavigate({ from: '/outgoing' });
  const detail = useQuery({ ...read('outgoing.get', { documentId: id ?? noId }), enabled: id !== undefined });
  const select = (documentId: string | undefined) =>
    void navigate({
      search: (search) => ({ ...search, id: OutgoingId.safeParse(documentId).data }),
      replace: true,
    });
  return (
    <DocumentPage
      name="outgoing"
      id={id}
      detail={detail}
      onBack={() => select(undefined)}
      list={(profile) => (
        <OutgoingList
          view={view ?? firstView[profile.official.roles[0] ?? 'specialist']}
          selectedId={id}
          profile={profile}
          onSelect={select}
          onView={(next) => void navigate({ search: { view: next } })}
        />
      )}
      reading={(open) => <OutgoingReading {...open} dialogs={dialogs} />}
      side={({ profile, ...open }) => <OutgoingSide {...open} today={profile.today} />}
    />
  );
}
