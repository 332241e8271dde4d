import { FolderOpen24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { DossierId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { NotOpen } from '../../app/document/not-open.tsx';
import { Panes } from '../../app/frame/panes.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { DossierList } from './dossier-list.tsx';
import { DossierReading } from './dossier-reading.tsx';

const route = getRouteApi('/dossiers');
const noId = DossierId.parse('00000000-0000-4000-8000-000000000000');

/** Hồ sơ công việc: the list, and the one that is open with its documents. */
export function DossierPage() {
  const { view, id } = route.useSearch();
  const navigate = useNavigate({ from: '/dossiers' });
  const profile = useProfile();
  const detail = useQuery({ ...read('dossier.get', { dossierId: id ?? noId }), enabled: id !== undefined });
  const select = (dossierId: string | undefined) =>
    void navigate({
      search: (search) => ({ ...search, id: DossierId.safeParse(dossierId).data }),
      replace: true,
    });
  if (!profile) return null;
  return (
    <Panes
      name="dossier"
      isReading={id !== undefined}
      onBack={() => select(undefined)}
      list={
        <DossierList
          view={view ?? (profile.official.roles.includes('specialist') ? 'mine' : 'open')}
          selectedId={id}
          profile={profile}
          onSelect={select}
          onView={(next) => void navigate({ search: { view: next } })}
        />
      }
      reading={
        id !== undefined && detail.data && !detail.isError ? (
          <DossierReading
            key={id}
            detail={detail.data}
            today={profile.today}
            onBack={() => select(undefined)}
          />
        ) : (
          <NotOpen
            hasChosen={id !== undefined}
            none={
              <Empty icon={<FolderOpen24Regular />} title={say('dossier.none')}>
                {say('dossier.none.why')}
              </Empty>
            }
            {...detail}
          />
        )
      }
    />
  );
}
