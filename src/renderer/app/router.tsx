import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { z } from 'zod';
import { IncomingView } from '../../shared/contract/incoming.ts';
import { OutgoingView } from '../../shared/contract/outgoing.ts';
import { KeyRole } from '../../shared/contract/signing.ts';
import { IncomingId, OutgoingId, Urgency } from '../../shared/domain/core/values.ts';
import { AuthorityPage } from '../features/authority/authority-page.tsx';
import { BooksPage } from '../features/books/books-page.tsx';
import { IncomingPage } from '../features/incoming/incoming-page.tsx';
import { RegisterPage } from '../features/incoming/register-page.tsx';
import { DraftPage } from '../features/outgoing/draft-page.tsx';
import { OutgoingPage } from '../features/outgoing/outgoing-page.tsx';
import { ReturnDialog } from '../features/outgoing/return-dialog.tsx';
import { SearchPage } from '../features/search/search-page.tsx';
import { PlaceDialog } from '../features/signing/place-dialog.tsx';
import { SealDialog } from '../features/signing/seal-dialog.tsx';
import { SetupPage } from '../features/signing/setup-page.tsx';
import { SignDialog } from '../features/signing/sign-dialog.tsx';
import { SignPage } from '../features/signing/sign-page.tsx';
import { SyncPage } from '../features/sync/sync-page.tsx';
import { TrustPage } from '../features/trust/trust-page.tsx';
import { Frame } from './frame/frame.tsx';
import { Problem } from './problem.tsx';

/** Where the user is stands in the address: tab, filter, chosen document. What is unusable there falls back. */
const incomingSearch = z.object({
  view: IncomingView.optional().catch(undefined),
  urgency: Urgency.optional().catch(undefined),
  id: IncomingId.optional().catch(undefined),
});
const outgoingSearch = z.object({
  view: OutgoingView.optional().catch(undefined),
  id: OutgoingId.optional().catch(undefined),
});
const signSearch = z.object({
  role: KeyRole.optional().catch(undefined),
  id: OutgoingId.optional().catch(undefined),
  batch: z.string().max(60).optional().catch(undefined),
});
const newOutgoingSearch = z.object({ replyTo: IncomingId.optional().catch(undefined) });
const findSearch = z.object({
  text: z.string().max(500).catch(''),
  order: z.enum(['newest', 'ranked']).catch('ranked'),
});
const syncSearch = z.object({
  tab: z.enum(['refused', 'waiting', 'history']).catch('refused'),
  id: z.string().max(60).optional().catch(undefined),
});

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
    throw redirect({ to: '/incoming', replace: true });
  },
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
    const { replyTo } = draftRoute.useSearch();
    return <DraftPage key={documentId} documentId={documentId} isNew replyTo={replyTo} />;
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
  component: SearchPage,
});
const syncRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sync',
  validateSearch: (search: SearchInput<typeof syncSearch>): z.infer<typeof syncSearch> =>
    syncSearch.parse(search),
  component: SyncPage,
});

const trustRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust',
  component: TrustPage,
});

const authorityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/authority',
  component: AuthorityPage,
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: SetupPage,
});

const booksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/books',
  component: BooksPage,
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  incomingRoute,
  receiveRoute,
  registerRoute,
  outgoingRoute,
  draftRoute,
  reviseRoute,
  signRoute,
  searchRoute,
  syncRoute,
  trustRoute,
  setupRoute,
  authorityRoute,
  booksRoute,
]);

export const router = createRouter({ routeTree, history: createHashHistory() });
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
