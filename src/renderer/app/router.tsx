import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { z } from 'zod';
import { DossierView } from '../../shared/contract/dossier.ts';
import { IncomingView } from '../../shared/contract/incoming.ts';
import { OutgoingView } from '../../shared/contract/outgoing.ts';
import { UnitChoice } from '../../shared/contract/report.ts';
import { searchLimits } from '../../shared/contract/search.ts';
import { KeyRole } from '../../shared/contract/signing.ts';
import { TaskView, TaskWithin } from '../../shared/contract/task.ts';
import {
  DossierId,
  IncomingId,
  LocalDate,
  OutgoingId,
  TaskId,
  Urgency,
} from '../../shared/domain/core/values.ts';
import { AmendHow } from '../../shared/domain/exchange/amend-how.ts';
import { attentions } from '../../shared/domain/incoming/attention.ts';
import { figures } from '../../shared/domain/report/exchange-figures.ts';
import { periodKinds } from '../../shared/domain/report/period.ts';
import { IncomingPage } from '../features/incoming/incoming-page.tsx';
import { IntakeZone } from '../features/incoming/intake-zone.tsx';
import { RegisterPage } from '../features/incoming/register-page.tsx';
import { DraftPage } from '../features/outgoing/draft-page.tsx';
import { OutgoingPage } from '../features/outgoing/outgoing-page.tsx';
import { ReturnDialog } from '../features/outgoing/return-dialog.tsx';
import { PlaceDialog } from '../features/signing/place-dialog.tsx';
import { SealDialog } from '../features/signing/seal-dialog.tsx';
import { SignDialog } from '../features/signing/sign-dialog.tsx';
import { SignPage } from '../features/signing/sign-page.tsx';
import { TodayPage } from '../features/today/today-page.tsx';
import { WelcomePage } from '../features/welcome/welcome-page.tsx';
import { Frame } from './frame/frame.tsx';
import { Problem } from './problem.tsx';
import { isWelcomed } from './welcomed.ts';

/** Where the user is stands in the address: tab, filter, chosen document. What is unusable there falls back. */
const incomingSearch = z.object({
  view: IncomingView.optional().catch(undefined),
  urgency: Urgency.optional().catch(undefined),
  attention: z.enum(attentions).optional().catch(undefined),
  id: IncomingId.optional().catch(undefined),
});
const outgoingSearch = z.object({
  view: OutgoingView.optional().catch(undefined),
  id: OutgoingId.optional().catch(undefined),
});
const dossierSearch = z.object({
  view: DossierView.optional().catch(undefined),
  id: DossierId.optional().catch(undefined),
});
const yearListSearch = z.object({ year: z.int().min(2000).max(2100).optional().catch(undefined) });
const taskSearch = z.object({
  view: TaskView.optional().catch(undefined),
  within: TaskWithin.optional().catch(undefined),
  id: TaskId.optional().catch(undefined),
});
const signSearch = z.object({
  role: KeyRole.optional().catch(undefined),
  id: OutgoingId.optional().catch(undefined),
  batch: z.string().max(60).optional().catch(undefined),
});
const newOutgoingSearch = z.object({
  replyTo: IncomingId.optional().catch(undefined),
  amends: z.object({ how: AmendHow, documentId: OutgoingId }).optional().catch(undefined),
});
const reportSearch = z.object({
  kind: z
    .enum([...periodKinds, 'chosen'])
    .optional()
    .catch(undefined),
  from: LocalDate.optional().catch(undefined),
  to: LocalDate.optional().catch(undefined),
  unit: UnitChoice.optional().catch(undefined),
  figure: z.enum(figures).optional().catch(undefined),
  tab: z.enum(['exchange', 'documents']).optional().catch(undefined),
});
const findSearch = z.object({
  text: z.string().max(500).catch(''),
  order: z.enum(['newest', 'ranked']).catch('ranked'),
  also: searchLimits.also.catch(undefined),
  kind: searchLimits.kind.catch(undefined),
  from: searchLimits.from.catch(undefined),
  to: searchLimits.to.catch(undefined),
});
const officeSearch = z.object({
  tab: z.enum(['units', 'people', 'changes', 'calendar']).optional().catch(undefined),
});
const welcomeSearch = z.object({ step: z.int().min(1).max(5).catch(1) });
const syncSearch = z.object({
  tab: z.enum(['refused', 'waiting', 'history']).catch('refused'),
  id: z.string().max(60).optional().catch(undefined),
});

// The lists of documents are there at once; every other screen's code comes when it is gone to.

/** A link may leave out what has a fallback. */
type SearchInput<Schema extends z.ZodType> = Partial<z.infer<Schema>> & SearchSchemaInput;

const rootRoute = createRootRoute({
  component: Frame,
  errorComponent: ({ error }) => <Problem error={error} />,
});
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    if (isWelcomed()) throw redirect({ to: '/today', replace: true });
    throw redirect({ to: '/welcome', search: { step: 1 }, replace: true });
  },
});
const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  validateSearch: (search: SearchInput<typeof welcomeSearch>): z.infer<typeof welcomeSearch> =>
    welcomeSearch.parse(search),
  component: function Welcome() {
    return <WelcomePage step={welcomeRoute.useSearch().step} />;
  },
});
const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/today',
  component: () => <TodayPage IntakeZone={IntakeZone} />,
});
const incomingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/incoming',
  validateSearch: (search): z.infer<typeof incomingSearch> => incomingSearch.parse(search),
  component: IncomingPage,
});
const receiveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/incoming/new/$documentId',
  params: { parse: ({ documentId }) => ({ documentId: IncomingId.parse(documentId) }) },
  component: function Receive() {
    const { documentId } = receiveRoute.useParams();
    return <RegisterPage key={documentId} documentId={documentId} isNew />;
  },
});
const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/incoming/$documentId/register',
  params: { parse: ({ documentId }) => ({ documentId: IncomingId.parse(documentId) }) },
  component: function Register() {
    const { documentId } = registerRoute.useParams();
    return <RegisterPage key={documentId} documentId={documentId} isNew={false} />;
  },
});
const outgoingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/outgoing',
  validateSearch: (search): z.infer<typeof outgoingSearch> => outgoingSearch.parse(search),
  component: () => <OutgoingPage SignDialog={SignDialog} SealDialog={SealDialog} PlaceDialog={PlaceDialog} />,
});
const draftRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/outgoing/new/$documentId',
  params: { parse: ({ documentId }) => ({ documentId: OutgoingId.parse(documentId) }) },
  validateSearch: (search): z.infer<typeof newOutgoingSearch> => newOutgoingSearch.parse(search),
  component: function Draft() {
    const { documentId } = draftRoute.useParams();
    const { replyTo, amends } = draftRoute.useSearch();
    return <DraftPage key={documentId} documentId={documentId} isNew replyTo={replyTo} amends={amends} />;
  },
});
const reviseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/outgoing/$documentId/edit',
  params: { parse: ({ documentId }) => ({ documentId: OutgoingId.parse(documentId) }) },
  component: function Revise() {
    const { documentId } = reviseRoute.useParams();
    return <DraftPage key={documentId} documentId={documentId} isNew={false} />;
  },
});
const dossierRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dossiers',
  validateSearch: (search): z.infer<typeof dossierSearch> => dossierSearch.parse(search),
  component: lazyRouteComponent(() => import('../features/dossier/dossier-page.tsx'), 'DossierPage'),
});
const yearListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dossiers/year-list',
  validateSearch: (search): z.infer<typeof yearListSearch> => yearListSearch.parse(search),
  component: lazyRouteComponent(() => import('../features/dossier/year-list-page.tsx'), 'YearListPage'),
});
const taskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks',
  validateSearch: (search): z.infer<typeof taskSearch> => taskSearch.parse(search),
  component: lazyRouteComponent(() => import('../features/task/task-page.tsx'), 'TaskPage'),
});
const taskStatisticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks/statistics',
  component: lazyRouteComponent(() => import('../features/task/statistics-page.tsx'), 'TaskStatisticsPage'),
});
const signRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign',
  validateSearch: (search): z.infer<typeof signSearch> => signSearch.parse(search),
  component: () => <SignPage ReturnDialog={ReturnDialog} />,
});
const searchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: (search: SearchInput<typeof findSearch>): z.infer<typeof findSearch> =>
    findSearch.parse(search),
  component: lazyRouteComponent(() => import('../features/search/search-page.tsx'), 'SearchPage'),
});
const syncRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sync',
  validateSearch: (search: SearchInput<typeof syncSearch>): z.infer<typeof syncSearch> =>
    syncSearch.parse(search),
  component: lazyRouteComponent(() => import('../features/sync/sync-page.tsx'), 'SyncPage'),
});

const trustRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust',
  component: lazyRouteComponent(() => import('../features/trust/trust-page.tsx'), 'TrustPage'),
});

const authorityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/authority',
  component: lazyRouteComponent(() => import('../features/authority/authority-page.tsx'), 'AuthorityPage'),
});

const officeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/office',
  validateSearch: (search): z.infer<typeof officeSearch> => officeSearch.parse(search),
  component: lazyRouteComponent(() => import('../features/office/office-page.tsx'), 'OfficePage'),
});

const openingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/openings',
  component: lazyRouteComponent(() => import('../features/openings/openings-page.tsx'), 'OpeningsPage'),
});

const containmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/containments',
  component: lazyRouteComponent(
    () => import('../features/containments/containments-page.tsx'),
    'ContainmentsPage',
  ),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('../features/signing/setup-page.tsx'), 'SetupPage'),
});

const machineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/machine',
  component: lazyRouteComponent(() => import('../features/machine/machine-page.tsx'), 'MachinePage'),
});

const booksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/books',
  component: lazyRouteComponent(() => import('../features/books/books-page.tsx'), 'BooksPage'),
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: (search): z.infer<typeof reportSearch> => reportSearch.parse(search),
  component: lazyRouteComponent(() => import('../features/report/report-page.tsx'), 'ReportPage'),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  welcomeRoute,
  todayRoute,
  incomingRoute,
  receiveRoute,
  registerRoute,
  outgoingRoute,
  draftRoute,
  reviseRoute,
  dossierRoute,
  yearListRoute,
  taskRoute,
  taskStatisticsRoute,
  signRoute,
  searchRoute,
  syncRoute,
  trustRoute,
  officeRoute,
  openingsRoute,
  containmentsRoute,
  setupRoute,
  machineRoute,
  authorityRoute,
  booksRoute,
  reportRoute,
]);

export const router = createRouter({ routeTree, history: createHashHistory() });
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
