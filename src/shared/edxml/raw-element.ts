/** An element by what its name means: prefixes differ from vendor to vendor and mean nothing (QCVN 102 in the wild). */
export type RawElement = {
  readonly namespace: string;
  readonly local: string;
  readonly attributes: readonly {
    readonly namespace: string;
    readonly local: string;
    readonly value: string;
  }[];
  readonly children: readonly (RawElement | string)[];
  /** Of an element whose text is an attachment's content: which one, counted from 0. The text itself is not here. */
  readonly content?: number;
};
