/** What is known of a year, in plain values: once as the story's own ledger wrote it down, once as it is read out of the authority's stored bodies. */
export type Facts = {
  readonly incoming: readonly IncomingFact[];
  readonly outgoing: readonly OutgoingFact[];
  readonly tasks: readonly TaskFact[];
  readonly dossiers: readonly DossierFact[];
  readonly openings: readonly OpeningFact[];
  readonly classified: readonly ClassifiedFact[];
  /** Of which unit an official is. */
  readonly unitOf: ReadonlyMap<string, string>;
  /** Agencies by the name under which they stand in Nơi nhận. */
  readonly agencyNamed: ReadonlyMap<string, string>;
  readonly provinceId: string;
};

export type IncomingFact = {
  readonly id: string;
  readonly state: string;
  readonly arrivedOn: string;
  readonly number?: number | undefined;
  readonly type: string;
  readonly urgency: string;
  readonly dueOn?: string | undefined;
  readonly leadId?: string | undefined;
  readonly presentedTo?: string | undefined;
  /** Everybody who has a share that has not ended. */
  readonly sharedWith: readonly string[];
};

export type OutgoingFact = {
  readonly id: string;
  readonly state: string;
  readonly type: string;
  readonly urgency: string;
  readonly drafterId: string;
  /** `common`, or the key of the book apart. */
  readonly book?: string | undefined;
  readonly number?: number | undefined;
  readonly issuedOn?: string | undefined;
  /** When the competent person's signature was recorded. */
  readonly signedAt?: string | undefined;
  readonly isSealed: boolean;
  readonly recipientsText: string;
  readonly sends: readonly { readonly to: string; readonly at: string; readonly isPaperToo: boolean }[];
};

export type TaskFact = {
  readonly id: string;
  readonly state: string;
  readonly field: string;
  readonly giverId: string;
  readonly leadId: string;
  readonly givenOn: string;
  readonly dueOn?: string | undefined;
  readonly reportedOn?: string | undefined;
  readonly doneOn?: string | undefined;
};

export type DossierFact = {
  readonly id: string;
  readonly state: string;
  readonly ownerId: string;
  readonly itemCount: number;
};

export type OpeningFact = { readonly officialId: string; readonly documentId: string; readonly on: string };
export type ClassifiedFact = { readonly month: string; readonly count: number; readonly at: string };
