import { beforeEach, expect, test } from 'vitest';
import { allCommands } from '../../src/shared/domain/all-commands.ts';
import { exchangeCommands } from '../../src/shared/domain/exchange/commands.ts';
import { cases } from '../support/command-cases.ts';
import { makeWorld, person, type World } from '../support/world.ts';

const strangers = ['clerk', 'specialist', 'leader', 'administrator'] as const;
let world: World;
beforeEach(() => {
  world = makeWorld();
});

test('the table names every command that an official may give', () => {
  expect(Object.keys(cases).sort()).toEqual(
    Object.keys(allCommands)
      .filter((name) => !Object.hasOwn(exchangeCommands, name))
      .sort(),
  );
});

test.each(
  Object.keys(cases).flatMap((name) => strangers.map((role) => [name as keyof typeof cases, role] as const)),
)('%s by a %s of another agency is refused and changes nothing', (name, role) => {
  cases[name].prepare(world);
  const [before, queued] = [world.everything(), [...world.queued]];
  const stranger = person(makeWorld().agencyId, role);
  expect(world.give(name, cases[name].args(world), stranger)).toMatch(/^[a-z]+\.[a-z-]+$/);
  expect(world.everything()).toEqual(before);
  expect(world.queued).toEqual(queued);
});
