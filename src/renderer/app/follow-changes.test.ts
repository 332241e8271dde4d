import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { AppEvent } from '../../shared/contract/define.ts';
import { followChanges } from './follow-changes.ts';

const settled = () => new Promise((done) => setTimeout(done, 0));

/** A window's memory over an application whose answers are given by hand. */
function openMemory() {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const listeners: ((event: AppEvent) => void)[] = [];
  followChanges(client, (listener) => listeners.push(listener));
  const asked: ((answer: string) => void)[] = [];
  const queryKey = ['outgoing.get', { documentId: 'a' }];
  const queryFn = () => new Promise<string>((answer) => asked.push(answer));
  return {
    open: () => {
      const observer = new QueryObserver(client, { queryKey, queryFn });
      const close = observer.subscribe(() => undefined);
      return { shown: () => observer.getCurrentResult().data, close };
    },
    change: (...areas: Extract<AppEvent, { type: 'changed' }>['areas'][number][]) => {
      for (const listener of listeners) listener({ type: 'changed', areas });
    },
    answer: async (text: string) => {
      const next = asked.shift();
      if (!next) throw new Error('nothing was asked');
      next(text);
      await settled();
    },
    waiting: () => asked.length,
  };
}

test('a change while the first answer is on its way is asked for again', async () => {
  const memory = openMemory();
  const page = memory.open();
  memory.change('outgoing');
  await memory.answer('before');
  expect(page.shown()).toBe('before');
  await memory.answer('after');
  expect(page.shown()).toBe('after');
  expect(memory.waiting()).toBe(0);
});

test('a change while the page was left, with an answer on its way, is seen when it is opened again', async () => {
  const memory = openMemory();
  const page = memory.open();
  await memory.answer('first');
  memory.change('outgoing');
  page.close();
  memory.change('outgoing');
  while (memory.waiting() > 0) await memory.answer('before');
  const again = memory.open();
  await memory.answer('after');
  expect(again.shown()).toBe('after');
});

test('what a change does not touch is not asked for', async () => {
  const memory = openMemory();
  memory.open();
  await memory.answer('first');
  memory.change('profile');
  expect(memory.waiting()).toBe(0);
});
