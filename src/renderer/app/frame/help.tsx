import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useShortcut } from '../keys.ts';

/** Its pages come with it, when they are asked for. */
const HelpDrawer = lazy(async () => ({ default: (await import('./help-drawer.tsx')).HelpDrawer }));

/** F1: what the screen is for and how things are done there. */
export function Help() {
  const [isOpen, setOpen] = useState(false);
  const route = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath });
  useShortcut('help', () => setOpen(true));
  if (!isOpen) return null;
  return (
    <Suspense>
      <HelpDrawer route={route ?? '/'} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
