import { Tooltip } from '@fluentui/react-components';
import { Navigation20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { useOpenIncidents } from '../books.ts';
import { type Place, usePlaces } from '../places.tsx';
import { useProfile } from '../profile.ts';
import { read } from '../read.ts';
import { useSigningRoles } from '../signing-roles.ts';
import { waitingFor } from '../waiting.ts';
import { useRoom } from '../width.ts';
import styles from './rail.module.css';

function useCounts(): Partial<Record<Place['to'], number>> {
  const roles = useProfile()?.official.roles ?? [];
  // His own steps of the way, never everything there is; what he sent and others have not taken is no step of his.
  const steps = waitingFor(roles);
  const incoming = useQuery(read('incoming.countViews', {})).data;
  const outgoing = useQuery(read('outgoing.countViews', {})).data;
  const tasks = useQuery(read('task.countViews', {})).data;
  const dossiers = useQuery(read('dossier.countViews', {})).data;
  const toSign = useSigningRoles();
  const incidents = useOpenIncidents();
  // Only those who have the place are told of what waits there.
  const hasOffice = roles.includes('administrator') || roles.includes('leader');
  const changes = useQuery({ ...read('office.listEvents', {}), enabled: hasOffice }).data;
  const status = useQuery(read('sync.getStatus', {})).data;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    '/incoming': sum(steps.map(({ of, view }) => (of === 'incoming' && incoming?.[view]) || 0)),
    '/outgoing': sum(
      steps.map(({ of, view }) => (of === 'outgoing' && view !== 'notTaken' && outgoing?.[view]) || 0),
    ),
    '/tasks': (tasks?.mine ?? 0) + (tasks?.waiting ?? 0),
    '/dossiers': roles.includes('clerk') ? (dossiers?.submitted ?? 0) : (dossiers?.due ?? 0),
    '/sign': sum(toSign.map(({ count }) => count)),
    '/sync': status?.refusedCount ?? 0,
    '/books': incidents,
    '/office': changes?.waitingCount ?? 0,
  };
}

/** Places whose count says that something is wrong or has to be looked at. */
const warnings: ReadonlySet<Place['to']> = new Set<Place['to']>(['/sync', '/books', '/office']);

export function Rail() {
  const room = useRoom();
  const counts = useCounts();
  const [isOpen, setOpen] = useState(false);
  const isIcons = room === 'narrow' || room === 'single';
  const { works, machinery } = usePlaces();
  const items = (list: readonly Place[]) =>
    list.map((place) => (
      <RailItem
        key={place.to}
        place={place}
        count={counts[place.to] ?? 0}
        isIcon={isIcons}
        isWarning={warnings.has(place.to)}
        onGo={() => setOpen(false)}
      />
    ));
  return (
    <>
      {room === 'phone' && (
        <button
          type="button"
          className={styles['menu']}
          aria-expanded={isOpen}
          aria-label={say('nav.menu')}
          onClick={() => setOpen(!isOpen)}
        >
          <Navigation20Regular />
        </button>
      )}
      {(room !== 'phone' || isOpen) && (
        <nav
          data-pane="rail"
          aria-label={say('nav.label')}
          className={`${styles['rail']} ${isIcons ? styles['icons'] : ''} ${room === 'phone' ? styles['over'] : ''}`}
        >
          <ul>{items(works)}</ul>
          <ul className={styles['foot']}>{items(machinery)}</ul>
        </nav>
      )}
    </>
  );
}

type ItemProps = {
  readonly place: Place;
  readonly count: number;
  readonly isIcon: boolean;
  readonly isWarning: boolean;
  readonly onGo: () => void;
};
function RailItem({ place, count, isIcon, isWarning, onGo }: ItemProps) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isHere = path.startsWith(place.to);
  const link = (
    <Link
      to={place.to}
      className={`${styles['item']} ${isHere ? styles['here'] : ''}`}
      aria-current={isHere ? 'page' : undefined}
      onClick={onGo}
    >
      {isHere ? place.filled : place.regular}
      <span className={styles['label']}>{say(place.label)}</span>
      {count > 0 && (
        <span className={`${styles['count']} ${isWarning ? styles['warning'] : ''}`}>{count}</span>
      )}
    </Link>
  );
  return (
    <li>
      {isIcon ? (
        <Tooltip content={say(place.label)} relationship="inaccessible" positioning="after">
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  );
}
