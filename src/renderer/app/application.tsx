import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { light } from './theme.ts';

/** Styles of the parts are inserted where index.html says, with the page's nonce, so that a strict content policy lets them in. */
const partStyles = document.querySelector<HTMLMetaElement>('meta[name=part-styles]');
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
const renderer = createDOMRenderer(document, {
  ...(partStyles && { insertionPoint: partStyles }),
  ...(nonce && { styleElementAttributes: { nonce } }),
});

export function Application() {
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={light} className="provider">
        <QueryClientProvider client={queryClient}>
          <div className="surface">
            <RouterProvider router={router} />
          </div>
        </QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  );
}
