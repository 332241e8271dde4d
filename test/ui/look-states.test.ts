import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chosenLooks, kindOf, routeOf, routeStates, stateKinds } from './look-states.ts';
import { looks } from './looks.ts';

const router = readFileSync(join(import.meta.dirname, '../../src/renderer/app/router.tsx'), 'utf8');
const routes = [...router.matchAll(/^ {2}path: '([^']+)',$/gm)].map(([, path = '']) => path);
const states = Object.entries(routeStates).flatMap(([route, kinds]) =>
  kinds.map((kind) => `${route} ${kind}`),
);
const stateOf = (look: (typeof looks)[number]) =>
  `${routeOf(look) ?? `no route for ${look.at}`} ${kindOf(look)}`;
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe('looks of the window', () => {
  test('every route of the router has its list of states, and no other has', () => {
    expect(routes).toHaveLength(router.split('createRoute({').length - 1);
    expect(sorted(Object.keys(routeStates))).toEqual(sorted(routes));
    expect(Object.entries(routeStates).filter(([, kinds]) => kinds.length === 0)).toEqual([]);
  });

  test('every state in the lists has a look, and every look stands in the lists', () => {
    expect(sorted(looks.map(stateOf))).toEqual(sorted(states));
  });

  test('the suite judges every state of every route, in every theme and size, by about a third of all looks', () => {
    expect(sorted(chosenLooks.map(stateOf))).toEqual(sorted(states));
    expect(sorted(chosenLooks.map(kindOf))).toEqual(sorted(stateKinds));
    const widths = chosenLooks.map(({ width = 1366 }) => width);
    for (const width of [800, 1366, 1920])
      expect(widths.filter((each) => each === width).length).toBeGreaterThan(5);
    for (const theme of ['light', 'dark', 'contrast'])
      expect(sorted(chosenLooks.filter((look) => look.theme === theme).map(kindOf))).toEqual(
        expect.arrayContaining(['acted', 'empty', 'offline', 'work']),
      );
    expect(chosenLooks.length).toBeLessThan(looks.length * 0.4);
  });

  test('no two looks have one name', () => {
    expect(looks.map(({ name }) => name).filter((name, at, names) => names.indexOf(name) !== at)).toEqual([]);
  });
});
