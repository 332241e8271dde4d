import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useThemeName } from './appearance.ts';
import { LockPage } from './lock/lock-page.tsx';
import { OfferPage } from './lock/offer-page.tsx';
import { UnansweredPage } from './lock/unanswered-page.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { themes } from './theme.ts';

/** Styles of the parts are inserted where index.html says, with the page's nonce, so that a strict content policy lets them in. */
const partStyles = document.querySelector<HTMLMetaElement>('meta[name=part-styles]');
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
const renderer = createDOMRenderer(document, {
  ...(partStyles && { insertionPoint: partStyles }),
  ...(nonce && { styleElementAttributes: { nonce } }),
});

/** How the profile stands; `problem` says why that is not known. */
type Props =
  | { readonly front: 'work' | 'offer' | 'locked' }
  | { readonly front: 'unanswered'; readonly problem: unknown };

/** The work, or what stands in front of it: then nothing of the work is asked for, drawn or loaded. */
export function Application(props: Props) {
  const theme = themes[useThemeName()];
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme} className="provider">
        <QueryClientProvider client={queryClient}>
          <div className="surface">
            {props.front === 'work' && <RouterProvider router={router} />}
            {props.front === 'offer' && <OfferPage />}
            {props.front === 'locked' && <LockPage />}
            {props.front === 'unanswered' && <UnansweredPage problem={props.problem} />}
          </div>
        </QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  );
}
