import { assert } from '../../../../shared/assert.ts';
import { AppError } from '../../../../shared/errors.ts';
import { CloseAsked, LookAsked, OpenAsked, SignAsked } from '../messages.ts';
import { loadModule } from './load-module.ts';
import { makeLooker } from './look.ts';
import { openSessions } from './sessions.ts';

type Loaded = {
  readonly path: string;
  readonly look: ReturnType<typeof makeLooker>;
  readonly sessions: ReturnType<typeof openSessions>;
};

function load(path: string): Loaded {
  const cryptoki = loadModule(path);
  return { path, look: makeLooker(cryptoki), sessions: openSessions(cryptoki) };
}

/**
 * What the process of one token module answers. It holds exactly one vendor's module: should that crash or hang, only this process ends with it.
 * PKCS#11 calls are synchronous, so that calls never overlap.
 */
export function tokenJob() {
  let loaded: Loaded | undefined;
  const moduleAt = (path: string): Loaded => {
    loaded ??= load(path);
    assert(loaded.path === path, 'a token process holds one module');
    return loaded;
  };
  return {
    look: async (input: unknown) => moduleAt(LookAsked.parse(input).module).look(),
    open: async (input: unknown) => {
      const asked = OpenAsked.parse(input);
      return moduleAt(asked.module).sessions.open(asked);
    },
    sign: async (input: unknown) => {
      const asked = SignAsked.parse(input);
      if (!loaded) throw new AppError('token.session-lost');
      return loaded.sessions.sign(asked);
    },
    close: async (input: unknown) => {
      const { session } = CloseAsked.parse(input);
      loaded?.sessions.end(session);
    },
  };
}
