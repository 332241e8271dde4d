import {
  ArrowSync20Filled,
  ArrowSync20Regular,
  BookClock20Filled,
  BookClock20Regular,
  CalendarToday20Filled,
  CalendarToday20Regular,
  DataBarVertical20Filled,
  DataBarVertical20Regular,
  Folder20Filled,
  Folder20Regular,
  History20Filled,
  History20Regular,
  LaptopSettings20Filled,
  LaptopSettings20Regular,
  MailInbox20Filled,
  MailInbox20Regular,
  Organization20Filled,
  Organization20Regular,
  PersonKey20Filled,
  PersonKey20Regular,
  Search20Filled,
  Search20Regular,
  Send20Filled,
  Send20Regular,
  Settings20Filled,
  Settings20Regular,
  ShieldError20Filled,
  ShieldError20Regular,
  ShieldKeyhole20Filled,
  ShieldKeyhole20Regular,
  Signature20Filled,
  Signature20Regular,
  TaskListSquareLtr20Filled,
  TaskListSquareLtr20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { WordKey } from '../../shared/words/vi.ts';
import { useHasAuthorities } from './authorities.ts';
import { useBooks } from './books.ts';
import { useContainments } from './containments.ts';
import { useProfile } from './profile.ts';
import { useSigningRoles } from './signing-roles.ts';

/** An entry of the navigation, in the order of the rail. */
export type Place = {
  readonly to:
    | '/today'
    | '/incoming'
    | '/outgoing'
    | '/dossiers'
    | '/tasks'
    | '/sign'
    | '/search'
    | '/reports'
    | '/sync'
    | '/books'
    | '/authority'
    | '/office'
    | '/trust'
    | '/openings'
    | '/containments'
    | '/setup'
    | '/machine';
  readonly label: WordKey;
  readonly regular: ReactElement;
  readonly filled: ReactElement;
};
const works: readonly Place[] = [
  {
    to: '/today',
    label: 'nav.today',
    regular: <CalendarToday20Regular />,
    filled: <CalendarToday20Filled />,
  },
  { to: '/incoming', label: 'nav.incoming', regular: <MailInbox20Regular />, filled: <MailInbox20Filled /> },
  { to: '/outgoing', label: 'nav.outgoing', regular: <Send20Regular />, filled: <Send20Filled /> },
  {
    to: '/tasks',
    label: 'nav.tasks',
    regular: <TaskListSquareLtr20Regular />,
    filled: <TaskListSquareLtr20Filled />,
  },
  { to: '/dossiers', label: 'nav.dossiers', regular: <Folder20Regular />, filled: <Folder20Filled /> },
  {
    to: '/sign',
    label: 'nav.sign',
    regular: <Signature20Regular />,
    filled: <Signature20Filled />,
  },
  { to: '/search', label: 'nav.search', regular: <Search20Regular />, filled: <Search20Filled /> },
  {
    to: '/reports',
    label: 'nav.reports',
    regular: <DataBarVertical20Regular />,
    filled: <DataBarVertical20Filled />,
  },
];
const machinery: readonly Place[] = [
  { to: '/sync', label: 'nav.sync', regular: <ArrowSync20Regular />, filled: <ArrowSync20Filled /> },
  { to: '/books', label: 'nav.books', regular: <BookClock20Regular />, filled: <BookClock20Filled /> },
  {
    to: '/authority',
    label: 'nav.authority',
    regular: <PersonKey20Regular />,
    filled: <PersonKey20Filled />,
  },
  {
    to: '/office',
    label: 'nav.office',
    regular: <Organization20Regular />,
    filled: <Organization20Filled />,
  },
  {
    to: '/trust',
    label: 'nav.trust',
    regular: <ShieldKeyhole20Regular />,
    filled: <ShieldKeyhole20Filled />,
  },
  { to: '/openings', label: 'nav.openings', regular: <History20Regular />, filled: <History20Filled /> },
  {
    to: '/containments',
    label: 'nav.containments',
    regular: <ShieldError20Regular />,
    filled: <ShieldError20Filled />,
  },
  { to: '/setup', label: 'nav.setup', regular: <Settings20Regular />, filled: <Settings20Filled /> },
  {
    to: '/machine',
    label: 'nav.machine',
    regular: <LaptopSettings20Regular />,
    filled: <LaptopSettings20Filled />,
  },
];

/** Where this official may go: his work first, then what keeps it going. */
export function usePlaces(): { readonly works: readonly Place[]; readonly machinery: readonly Place[] } {
  const isSigner = useSigningRoles().length > 0;
  const hasAuthorities = useHasAuthorities();
  const roles = useProfile()?.official.roles ?? [];
  const [isAdministrator, isLeader] = [roles.includes('administrator'), roles.includes('leader')];
  const { books, toOpen } = useBooks();
  const { hasAny: hasContainments } = useContainments();
  const shown: Partial<Record<Place['to'], boolean>> = {
    '/sign': isSigner,
    '/books': books.length + toOpen.length > 0,
    '/authority': hasAuthorities,
    '/office': isAdministrator || isLeader,
    '/openings': isAdministrator,
    '/containments': hasContainments,
    '/reports': roles.includes('clerk') || isLeader,
  };
  const isShown = ({ to }: Place) => shown[to] ?? true;
  return { works: works.filter(isShown), machinery: machinery.filter(isShown) };
}
