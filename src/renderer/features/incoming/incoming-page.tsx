import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { IncomingView } from '../../../shared/contract/incoming.ts';
import { IncomingId } from '../../../shared/domain/core/values.ts';
import type { Role } from '../../../shared/domain/office/official.ts';
import { useShownFile } from '../../app/document/shown-file.ts';
import { Panes } from '../../app/frame/panes.tsx';
import { useProfile } from '../../app/profile.ts';
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

export function IncomingPage() {
  const { view, urgency, id } = route.useSearch();
  const navigate = useNavigate({ from: '/incoming' });
  const profile = useProfile();
  const detail = useQuery({ ...read('incoming.get', { documentId: id ?? noId }), enabled: id !== undefined });
  const shownFile = useShownFile(detail.data);
  const select = useCallback(
    (documentId: string | undefined) => {
      const parsed = IncomingId.safeParse(documentId);
      void navigate({
        search: (search) => ({ ...search, id: parsed.success ? parsed.data : undefined }),
        replace: true,
      });
    },
    [navigate],
  );
  if (!profile) return null;
  const shownView = view ?? firstView[profile.official.roles[0] ?? 'specialist'];
  return (
    <Panes
      name="incoming"
      isReading={id !== undefined}
      onBack={() => select(undefined)}
      list={
        <IncomingList
          view={shownView}
          urgency={urgency}
          selectedId={id}
          profile={profile}
          onSelect={select}
          onView={(next) => void navigate({ search: { view: next } })}
          onUrgency={(next) =>
            void navigate({ search: (search) => ({ ...search, urgency: next }), replace: true })
          }
        />
      }
      reading={
        <IncomingReading
          id={id}
          detail={detail}
          profile={profile}
          shownFile={shownFile}
          onBack={() => select(undefined)}
        />
      }
      side={detail.data && <IncomingSide detail={detail.data} today={profile.today} shownFile={shownFile} />}
    />
  );
}

const noId = IncomingId.parse('00000000-0000-4000-8000-000000000000');
