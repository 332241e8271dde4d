import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { OutgoingView } from '../../../shared/contract/outgoing.ts';
import { OutgoingId } from '../../../shared/domain/core/values.ts';
import type { Role } from '../../../shared/domain/office/official.ts';
import { useShownFile } from '../../app/document/shown-file.ts';
import { Panes } from '../../app/frame/panes.tsx';
import { useProfile } from '../../app/profile.ts';
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
  const profile = useProfile();
  const detail = useQuery({ ...read('outgoing.get', { documentId: id ?? noId }), enabled: id !== undefined });
  const shownFile = useShownFile(detail.data);
  const select = useCallback(
    (documentId: string | undefined) => {
      const parsed = OutgoingId.safeParse(documentId);
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
      name="outgoing"
      isReading={id !== undefined}
      onBack={() => select(undefined)}
      list={
        <OutgoingList
          view={shownView}
          selectedId={id}
          profile={profile}
          onSelect={select}
          onView={(next) => void navigate({ search: { view: next } })}
        />
      }
      reading={
        <OutgoingReading
          id={id}
          detail={detail}
          profile={profile}
          shownFile={shownFile}
          onBack={() => select(undefined)}
          dialogs={dialogs}
        />
      }
      side={detail.data && <OutgoingSide detail={detail.data} today={profile.today} shownFile={shownFile} />}
    />
  );
}
