import type { EntityChange } from '../../shared/domain/core/command.ts';
import type { Lookup } from '../../shared/domain/core/decide.ts';
import { type AnyBody, type Kind, type Ref, refKey } from '../../shared/domain/core/kinds.ts';
import type { Held } from '../store/authority-store.ts';

/** A change with its body as it is stored: written out once, to be measured and to be kept. */
export type WrittenChange = EntityChange & { readonly bodyText: string };

/** An entity that the batch changed: its first body is what the store held, its last is what is written. */
export type Changed = {
  readonly kind: Kind;
  readonly id: string;
  readonly isCreated: boolean;
  readonly body: AnyBody;
  readonly bodyText: string;
  readonly ordinal: number;
  readonly operationId: string;
};

/** What the batch sees: the locked entities, and over them what its earlier operations changed. */
export class BatchView {
  readonly #held = new Map<string, AnyBody>();
  readonly #asked = new Set<string>();
  readonly #changed = new Map<string, Changed>();
  readonly #removed = new Set<string>();

  /** Takes what the store answered for `asked`; what was asked and not answered is absent. */
  hold(asked: readonly Ref[], entities: readonly Held[]): void {
    for (const each of asked) this.#asked.add(refKey(each));
    for (const each of entities) this.#held.set(refKey(each), each.body);
  }

  readonly lookup: Lookup = (ref) => {
    const key = refKey(ref);
    return this.#removed.has(key) ? undefined : (this.#changed.get(key)?.body ?? this.#held.get(key));
  };

  isKnown(ref: Ref): boolean {
    const key = refKey(ref);
    return this.#asked.has(key) || this.#changed.has(key);
  }

  before(ref: Ref): AnyBody | undefined {
    return this.#held.get(refKey(ref));
  }

  apply({ type, kind, id, body, bodyText }: WrittenChange, ordinal: number, operationId: string): void {
    const key = refKey({ kind, id });
    const isCreated = type === 'create' || this.#changed.get(key)?.isCreated === true;
    this.#changed.set(key, { kind, id, isCreated, body, bodyText, ordinal, operationId });
  }

  /** For the rest of the batch it is not there; what earlier operations wrote of it goes with it. */
  remove(ref: Ref): void {
    this.#removed.add(refKey(ref));
  }

  changes(): readonly Changed[] {
    return [...this.#changed.values()];
  }

  /** Forgets the batch's own changes, to decide it again. */
  startAgain(): void {
    this.#changed.clear();
    this.#removed.clear();
  }
}
