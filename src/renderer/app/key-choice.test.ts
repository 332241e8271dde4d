import { expect, test } from 'vitest';
import { keysIn, whyNotKeys } from './key-choice.ts';
import { registry, type Shortcut } from './shortcuts.ts';

const names = Object.keys(registry) as Shortcut[];

test('no two shortcuts have one key, and none is what a typing program sends', () => {
  for (const name of names)
    for (const keys of keysIn({}, name))
      if (!/Arrow/.test(keys)) expect(whyNotKeys({}, name, keys), keys).toBeUndefined();
});

test.each([
  ['a', 'bare'],
  ['A', 'bare'],
  ['Shift+A', 'bare'],
  ['Backspace', 'bare'],
  ['Ctrl+Backspace', 'bare'],
  ['Enter', 'bare'],
  ['Alt+Z', 'system'],
  ['Ctrl+Alt+Q', 'system'],
  ['Ctrl+C', 'system'],
])('%s cannot be chosen: %s', (keys, why) => {
  expect(whyNotKeys({}, 'help', keys)).toEqual({ why });
});

test('a key that another has is refused with its holder, and is free when the holder has moved', () => {
  expect(whyNotKeys({}, 'help', 'Ctrl+K')).toEqual({ why: 'taken', by: 'palette' });
  expect(whyNotKeys({}, 'help', 'Alt+3')).toEqual({ why: 'taken', by: 'phrase' });
  expect(whyNotKeys({ palette: 'Ctrl+Shift+K' }, 'help', 'Ctrl+K')).toBeUndefined();
  expect(whyNotKeys({ palette: 'Ctrl+Shift+K' }, 'help', 'Ctrl+Shift+K')).toEqual({
    ...{ why: 'taken', by: 'palette' },
  });
  expect(whyNotKeys({}, 'help', 'Ctrl+Shift+U')).toBeUndefined();
});
