import { useCallback, useState } from 'react';
import { profileFolder } from './bridge.ts';

const nameOf = (key: string) => `hamrong:${profileFolder}:${key}`;

/** Something kept on this machine for this profile; undefined when nothing usable is there. */
export function recall<Value>(key: string, accept: (found: unknown) => Value | undefined): Value | undefined {
  const text = localStorage.getItem(nameOf(key));
  if (text === null) return undefined;
  try {
    return accept(JSON.parse(text));
  } catch (cause) {
    // Left by another program version or cut off: forgotten, so that it cannot stop the window again.
    if (!(cause instanceof SyntaxError)) throw cause;
    localStorage.removeItem(nameOf(key));
    return undefined;
  }
}

/** Keeps a value; undefined forgets it. */
export function remember(key: string, value: unknown): void {
  if (value === undefined) localStorage.removeItem(nameOf(key));
  else localStorage.setItem(nameOf(key), JSON.stringify(value));
}

/** The keys kept under a prefix, without the prefix. */
export function recallKeys(prefix: string): readonly string[] {
  const start = nameOf(prefix);
  return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length));
}

/** A number of the window itself, such as a pane's width, that survives a restart. */
export function useRememberedNumber(key: string, fallback: number): [number, (value: number) => void] {
  // The key may change under way, as when the window is widened: then the other number counts.
  const [moved, setMoved] = useState<{ readonly key: string; readonly value: number } | undefined>(undefined);
  const kept = () => recall(key, (found) => (typeof found === 'number' ? found : undefined));
  const keep = useCallback(
    (value: number) => {
      setMoved({ key, value });
      remember(key, value);
    },
    [key],
  );
  return [moved?.key === key ? moved.value : (kept() ?? fallback), keep];
}
