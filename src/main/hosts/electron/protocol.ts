import { say } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';
import { answer } from '../answer.ts';
import type { Assets } from '../assets.ts';
import { plain } from '../content-policy.ts';
import { isOwnPage } from './security.ts';

/** The profile whose window shows an address; undefined when it is no page of ours. */
export function profileIn(address: string): string | undefined {
  if (!isOwnPage(address)) return undefined;
  return /^\/p\/([a-z0-9-]{1,60})\//.exec(new URL(address).pathname)?.[1];
}

/**
 * Answers `app://` (point 18): the built window, files in and out, with the content policy as a header. Calls and events do not come this way: they have
 * their one channel, where the sender is known.
 */
export const answerScheme =
  (assets: Assets, appOf: (profileId: string) => App | undefined) =>
  async (request: Request): Promise<Response> => {
    const profileId = profileIn(request.url);
    const app = profileId === undefined ? undefined : appOf(profileId);
    if (!app) return plain(404, say('host.no-such-page'));
    const path = new URL(request.url).pathname.split('/').slice(3).join('/');
    if (path === 'events' || path.startsWith('rpc/')) return plain(404, say('host.no-such-page'));
    return answer({ app, assets }, request, path);
  };
