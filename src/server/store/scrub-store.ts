import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';

/** What is kept of a containment: where in its agency's log it stands, and the ids by which arguments before it tell of the document. */
export type Contained = { readonly agencyId: string; readonly seq: number; readonly ids: readonly string[] };

/** What the scrub after a containment asks of the storage. Each step may come again. */
export type ScrubStore = {
  readonly find: (of: DocumentRef) => Promise<Contained | undefined>;
  /** Takes away the arguments that name the document; the containment's own name it and nothing else, and stay. */
  readonly clearArguments: (contained: Contained) => Promise<void>;
  /** The document's files that no other document carries. */
  readonly ownFiles: (of: DocumentRef) => Promise<readonly Sha256[]>;
  readonly noteDone: (of: DocumentRef, at: Instant) => Promise<void>;
};
