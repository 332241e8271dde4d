/** Answers kept for a while. An answer is evidence by its own signature, so that a cache needs no trust; a lost one is asked again. */
export type AnswerCache = {
  /** Undefined when there is none, or when its time is over. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>;
  readonly put: (key: string, bytes: Uint8Array, until: Date) => Promise<void>;
};

export type CacheLimits = { readonly entriesMax: number; readonly bytesMax: number };

/** An office meets a few dozen authorities; national CRLs run to some megabytes. */
export const CACHE_LIMITS: CacheLimits = { entriesMax: 500, bytesMax: 64 * 1024 * 1024 };

/** A cache in memory; what was not asked for longest goes first. */
export function memoryCache(now: () => Date, limits: CacheLimits = CACHE_LIMITS): AnswerCache {
  const entries = new Map<string, { readonly bytes: Uint8Array; readonly until: Date }>();
  let held = 0;
  const drop = (key: string): void => {
    held -= entries.get(key)?.bytes.length ?? 0;
    entries.delete(key);
  };
  return {
    get: async (key) => {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      if (entry.until <= now()) {
        held -= entry.bytes.length;
        return undefined;
      }
      entries.set(key, entry);
      return entry.bytes;
    },
    put: async (key, bytes, until) => {
      drop(key);
      if (bytes.length > limits.bytesMax) return;
      entries.set(key, { bytes, until });
      held += bytes.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= limits.entriesMax && held <= limits.bytesMax) break;
        drop(oldest);
      }
    },
  };
}
