import { type Given, oneOf, seen, type Work } from './desk.ts';
import type { Device, World } from './story.ts';

/** Now and then something turns out to be classified: what came, what is drafted, what has its number, what is out. */
export const contain: Work = (world: World, device: Device): Given | undefined => {
  const { random } = world;
  if (!random.chance(0.15)) return undefined;
  const kind = random.pick(['incoming', 'outgoing'] as const);
  const all = seen(device, kind);
  // What went to others is contained there, too.
  const out = all.filter(({ body }) => random.chance(0.5) && body.state === 'dispatched');
  const found = oneOf(world, out.length > 0 ? out : all);
  return found && ['secrecy.contain', { of: { kind, id: found.id } }];
};
