import { looks } from './looks.ts';
import type { Look } from './token-looks.ts';

/** How a screen may stand: at work, with something opened or said over it, with nothing to show, or in one of the troubles that a scene is named after. */
export const stateKinds = [
  'work',
  'acted',
  'empty',
  'offline',
  'broken',
  'slow',
  'signed-out',
  'forked',
  'paused',
  'locked',
  'newcomer',
] as const;
export type StateKind = (typeof stateKinds)[number];

const bySceneName: Partial<Record<Look['scene'], StateKind>> = {
  empty: 'empty',
  offline: 'offline',
  broken: 'broken',
  slow: 'slow',
  expired: 'signed-out',
  forked: 'forked',
  paused: 'paused',
  locked: 'locked',
  newcomer: 'newcomer',
};

/** Every route of the router with the kinds of state that it is looked at in; a route that is not here, or a kind without a look, is a gap. */
export const routeStates: Readonly<Record<string, readonly StateKind[]>> = {
  '/': ['work'],
  '/welcome': ['work'],
  '/today': ['work', 'acted', 'empty'],
  '/incoming': ['work', 'acted', 'empty', 'offline', 'broken', 'slow', 'locked', 'newcomer'],
  '/incoming/new/$documentId': ['work'],
  '/incoming/$documentId/register': ['work', 'acted'],
  '/outgoing': ['work', 'acted'],
  '/outgoing/new/$documentId': ['work'],
  '/outgoing/$documentId/edit': ['work', 'acted'],
  '/dossiers': ['work', 'acted', 'empty'],
  '/dossiers/year-list': ['work', 'acted', 'empty'],
  '/tasks': ['work', 'acted', 'empty'],
  '/tasks/statistics': ['work', 'empty'],
  '/sign': ['work', 'acted', 'empty', 'paused'],
  '/search': ['work', 'acted'],
  '/sync': ['work', 'acted', 'empty', 'offline', 'broken', 'slow', 'signed-out', 'forked'],
  '/trust': ['work', 'acted', 'empty'],
  '/authority': ['work', 'acted', 'empty'],
  '/office': ['work', 'acted', 'empty'],
  '/openings': ['work', 'acted'],
  '/containments': ['work', 'acted', 'offline'],
  '/setup': ['work', 'acted', 'empty', 'broken'],
  '/machine': ['work', 'acted', 'offline', 'forked', 'locked'],
  '/books': ['work', 'acted', 'offline'],
  '/reports': ['work', 'acted', 'empty', 'offline'],
};

const patterns = Object.keys(routeStates).map(
  (route) => [route, new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`)] as const,
);

/** The route that shows the look; undefined where none of the list does. */
export function routeOf({ at }: Look): string | undefined {
  const [path = ''] = at.split('?');
  return patterns.find(([, pattern]) => pattern.test(path))?.[0];
}

/** The kind of state of the look. */
export const kindOf = ({ scene, act }: Look): StateKind => bySceneName[scene] ?? (act ? 'acted' : 'work');

/** Themes as the system asks for them. */
export const systemThemes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  contrast: { colorScheme: 'dark', forcedColors: 'active' },
} as const;
export type SystemTheme = keyof typeof systemThemes;

/** The width of the smaller of the screens that officials have. */
const DESK_WIDTH = 1366;

/** What a look stands for that no look before it stood for: its state on its route, and its route in a window that the official made smaller. */
const standsFor = (look: Look): readonly string[] => {
  const route = routeOf(look) ?? look.at;
  const isNarrow = (look.width ?? DESK_WIDTH) < DESK_WIDTH;
  return [`${route} ${kindOf(look)}`, ...(isNarrow ? [`${route} in a narrow window`] : [])];
};

/** In turn: each theme meets every kind of state, and light, which most machines have, half of them. */
const TURN = ['light', 'dark', 'light', 'contrast'] as const;
const WIDE = { width: 1920, height: 1080 } as const;

/** A look as the suite judges it. */
export type Chosen = Look & { readonly theme: SystemTheme };

/**
 * The looks that the suite judges; `npm run looks` judges all, in every theme and size. Chosen by one rule, in the order of the looks: the first of each state
 * of each route, and the first of each route in a narrow window. Every other one that nothing is done in has the wider screen.
 */
export const chosenLooks: readonly Chosen[] = (() => {
  const seen = new Set<string>();
  const chosen = looks.filter((look) => {
    const fresh = standsFor(look).filter((each) => !seen.has(each));
    for (const each of fresh) seen.add(each);
    return fresh.length > 0;
  });
  return chosen.map((look, at) => ({
    ...(at % 2 === 1 && look.act === undefined && WIDE),
    ...look,
    theme: TURN[at % TURN.length] ?? 'light',
  }));
})();
