import { assert } from '../../shared/assert.ts';
import type { TokenModuleShown } from '../../shared/contract/signing.ts';
import type { Handlers } from '../handler.ts';
import { addModule, dropModule } from './token/module-list.ts';
import { keysOn, type TokenPlace } from './token/token-keys.ts';

export const tokenHandlers: Handlers<
  'signing.listTokens' | 'signing.addTokenModule' | 'signing.dropTokenModule'
> = {
  'signing.listTokens': async ({ tokens }) => (await tokens.places()).map(shownPlace),
  'signing.addTokenModule': async ({ ports, tokens }, { path }) => {
    await addModule(ports.dataDir, path);
    const added = (await tokens.places()).find((place) => place.path === path);
    assert(added, 'an added module is among those here');
    if (!added.fault) return shownPlace(added);
    await dropModule(ports.dataDir, path);
    throw added.fault;
  },
  'signing.dropTokenModule': async ({ ports, tokens }, { path }) => {
    await dropModule(ports.dataDir, path);
    return (await tokens.places()).map(shownPlace);
  },
};

const shownPlace = ({ path, isAdded, state, fault, tokens }: TokenPlace): TokenModuleShown => ({
  path,
  isAdded,
  state,
  ...(fault && { fault: { code: fault.code, detail: { ...fault.detail } } }),
  tokens: tokens.map((token) => {
    const { certificates: _certificates, ...shown } = token;
    return { ...shown, keyCount: keysOn(path, token).length };
  }),
});
