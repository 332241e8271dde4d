import { bridge } from './bridge.ts';
import { dropDraft } from './drafts.ts';
import { formKeys } from './forms.ts';
import { ask } from './read.ts';

/** What was typed for a document that was contained must go from the window's own store as well. */
async function dropWiped(): Promise<void> {
  const keys = formKeys();
  if (keys.length === 0) return;
  const wiped = await ask('secrecy.listWiped', {});
  for (const key of keys) if (wiped.some((id) => key.includes(id))) dropDraft(key);
}

/** At the start, and whenever documents may have left. */
export function watchWiped(): void {
  // Nothing is lost by a question that fails: the next event asks again.
  const drop = (): void => void dropWiped().catch(() => undefined);
  drop();
  bridge.subscribe((event) => {
    if (event.type === 'changed' && event.areas.includes('secrecy')) drop();
  });
}
