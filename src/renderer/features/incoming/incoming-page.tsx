import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { IncomingView } from '../../../shared/contract/incoming.ts';
import { IncomingId } from '../../../shared/domain/core/values.ts';
import type { Role } from '../../../shared/domain/office/official.ts';
import { DocumentPage } from '../../app/document/document-page.tsx';
import { read } from '../../app/read.ts';
import { IncomingList } from './incoming-list.tsx';
import { IncomingReading } from './incoming-reading.tsx';
import { IncomingSide } from './incoming-side.tsx';

const route = getRouteApi('/incoming');

/** Where each role's work begins. */
const firstView: Record<Role, IncomingView> = {
  clerk: 'arrived',
  leader: 'registered',
  specialist: 'mine',
  administrator: 'all',
  system: 'all',
};
const noId = IncomingId.parse('00000000-0000-4000-8000-000000000000');

export function IncomingPage() {
  const { view, urgency, attention, id } = route.useSearch();
  const navigate = useNavigate({ from: '/incoming' });
  const detail = useQuery({ ...read('incoming.get', { documentId: id ?? noId }), enabled: id !== undefined });
  const select = (documentId: string | undefined) =>
    void navigate({
      search: (search) => ({ ...search, id: IncomingId.safeParse(documentId).data }),
      replace: true,
    });
  return (
    <DocumentPage
      name="incoming"
      id={id}
      detail={detail}
      onBack={() => select(undefined)}
      list={(profile) => (
        <IncomingList
          view={view ?? firstView[profile.official.roles[0] ?? 'specialist']}
          urgency={urgency}
          attention={attention}
          selectedId={id}
          profile={profile}
          onSelect={select}
          onView={(next) => void navigate({ search: { view: next } })}
          onUrgency={(next) =>
            void navigate({ search: (search) => ({ ...search, urgency: next }), replace: true })
          }
          onAttention={(next) =>
            void navigate({ search: (search) => ({ ...search, attention: next }), replace: true })
          }
        />
      )}
      reading={(open) => <IncomingReading {...open} />}
      side={(open) => <IncomingSide {...open} />}
    />
  );
}
