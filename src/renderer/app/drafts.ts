import { useEffect, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { dropForm, formKeys, formOf, keepForm } from './forms.ts';

/** Forms kept at the same time; the oldest gives way, so that the browser's store cannot fill up. */
const DRAFTS_MAX = 60;

type Kept = { readonly at: number; readonly values: Record<string, unknown> };

const acceptKept = (found: unknown): Kept | undefined =>
  typeof found === 'object' && found !== null && 'at' in found && 'values' in found
    ? (found as Kept)
    : undefined;

/** What was typed into a form before the window was closed. */
export const draftOf = (key: string): Kept | undefined => acceptKept(formOf(key));

/** Keeps what is typed, at every change: closing the window in the middle loses nothing. */
export function keepDraft(key: string, values: Record<string, unknown>): void {
  const keys = formKeys();
  if (keys.length >= DRAFTS_MAX && !keys.includes(key)) {
    const oldest = [...keys].sort((a, b) => (draftOf(a)?.at ?? 0) - (draftOf(b)?.at ?? 0))[0];
    if (oldest !== undefined) dropDraft(oldest);
  }
  keepForm(key, { at: Date.now(), values } satisfies Kept);
  announce();
}

export function dropDraft(key: string): void {
  dropForm(key);
  announce();
}

const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

/** The forms begun and not finished whose keys start with `prefix`. */
export function useDrafts(prefix: string): readonly { readonly key: string; readonly kept: Kept }[] {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = () => redraw((count) => count + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return formKeys()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const kept = draftOf(key);
      return kept ? [{ key, kept }] : [];
    });
}

/** Writes a form's values down as they are typed; a form with a secret in it does not use this. */
export function useKeptForm<Values extends FieldValues, Result>(
  key: string,
  form: UseFormReturn<Values, unknown, Result>,
): void {
  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          // What is classified stays in this window alone: not even a draft of it is written down.
          if ('secrecy' in values && values['secrecy'] !== 'normal') {
            dropDraft(key);
            return;
          }
          keepDraft(key, { ...draftOf(key)?.values, ...values });
        },
      }),
    [key, subscribe],
  );
}
