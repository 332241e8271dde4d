import { Tooltip } from '@fluentui/react-components';
import {
  ArrowSync20Filled,
  ArrowSync20Regular,
  BookClock20Filled,
  BookClock20Regular,
  MailInbox20Filled,
  MailInbox20Regular,
  Navigation20Regular,
  PersonKey20Filled,
  PersonKey20Regular,
  Search20Filled,
  Search20Regular,
  Send20Filled,
  Send20Regular,
  Settings20Filled,
  Settings20Regular,
  ShieldKeyhole20Filled,
  ShieldKeyhole20Regular,
  Signature20Filled,
  Signature20Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Role } from '../../../shared/domain/office/official.ts';
import { say, type WordKey } from '../../../shared/words/vi.ts';
import { useHasAuthorities } from '../authorities.ts';
import { useBooks, useOpenIncidents } from '../books.ts';
import { useProfile } from '../profile.ts';
import { read } from '../read.ts';
import { useSigningRoles } from '../signing-roles.ts';
import { useRoom } from '../width.ts';
import styles from './rail.module.css';

type Place = {
  readonly to:
    | '/incoming'
    | '/outgoing'
    | '/sign'
    | '/search'
    | '/sync'
    | '/books'
    | '/authority'
    | '/trust'
    | '/setup';
  readonly label: WordKey;
  readonly regular: ReactElement;
  readonly filled: ReactElement;
};
const places: readonly Place[] = [
  { to: '/incoming', label: 'nav.incoming', regular: <MailInbox20Regular />, filled: <MailInbox20Filled /> },
  { to: '/outgoing', label: 'nav.outgoing', regular: <Send20Regular />, filled: <Send20Filled /> },
  {
    to: '/sign',
    label: 'nav.sign',
    regular: <Signature20Regular />,
    filled: <Signature20Filled />,
  },
  { to: '/search', label: 'nav.search', regular: <Search20Regular />, filled: <Search20Filled /> },
];
const footPlaces: readonly Place[] = [
  { to: '/sync', label: 'nav.sync', regular: <ArrowSync20Regular />, filled: <ArrowSync20Filled /> },
  { to: '/books', label: 'nav.books', regular: <BookClock20Regular />, filled: <BookClock20Filled /> },
  {
    to: '/authority',
    label: 'nav.authority',
    regular: <PersonKey20Regular />,
    filled: <PersonKey20Filled />,
  },
  {
    to: '/trust',
    label: 'nav.trust',
    regular: <ShieldKeyhole20Regular />,
    filled: <ShieldKeyhole20Filled />,
  },
  { to: '/setup', label: 'nav.setup', regular: <Settings20Regular />, filled: <Settings20Filled /> },
];

/** What waits for this role: its own step of the way, never everything there is. */
const incomingStep: Record<Role, readonly ('arrived' | 'registered' | 'mine')[]> = {
  clerk: ['arrived'],
  leader: ['registered'],
  specialist: ['mine'],
  administrator: [],
  system: [],
};
const outgoingStep: Record<
  Role,
  readonly ('draft' | 'submitted' | 'signed' | 'numbered' | 'sealed' | 'returned')[]
> = {
  clerk: ['signed', 'numbered', 'sealed'],
  leader: ['submitted'],
  specialist: ['returned'],
  administrator: [],
  system: [],
};

function useCounts(): Partial<Record<Place['to'], number>> {
  const role = useProfile()?.official.roles[0] ?? 'specialist';
  const incoming = useQuery(read('incoming.countViews', {})).data;
  const outgoing = useQuery(read('outgoing.countViews', {})).data;
  const toSign = useSigningRoles();
  const incidents = useOpenIncidents();
  const status = useQuery(read('sync.getStatus', {})).data;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    '/incoming': sum(incomingStep[role].map((view) => incoming?.[view] ?? 0)),
    '/outgoing': sum(outgoingStep[role].map((view) => outgoing?.[view] ?? 0)),
    '/sign': sum(toSign.map(({ count }) => count)),
    '/sync': status?.refusedCount ?? 0,
    '/books': incidents,
  };
}

export function Rail() {
  const room = useRoom();
  const counts = useCounts();
  const [isOpen, setOpen] = useState(false);
  const isIcons = room === 'narrow' || room === 'single';
  const isSigner = useSigningRoles().length > 0;
  const hasAuthorities = useHasAuthorities();
  const { books, toOpen } = useBooks();
  const hasBooks = books.length + toOpen.length > 0;
  const shown: Partial<Record<Place['to'], boolean>> = {
    '/sign': isSigner,
    '/books': hasBooks,
    '/authority': hasAuthorities,
  };
  const isShown = ({ to }: Place) => shown[to] ?? true;
  const items = (list: readonly Place[]) =>
    list
      .filter(isShown)
      .map((place) => (
        <RailItem
          key={place.to}
          place={place}
          count={counts[place.to] ?? 0}
          isIcon={isIcons}
          isWarning={place.to === '/sync' || place.to === '/books'}
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
          <ul>{items(places)}</ul>
          <ul className={styles['foot']}>{items(footPlaces)}</ul>
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
