import type { Urgency } from '../../../shared/domain/core/values.ts';
import type { IncomingState } from '../../../shared/domain/incoming/incoming.ts';
import type { OutgoingState } from '../../../shared/domain/outgoing/outgoing.ts';
import type { Appendix, Paper } from '../paper/paper.ts';
import type { MemberKey } from './cast.ts';

/** A further file of a document: draw it with `drawAppendixFile(paper, appendix)`. */
export type SampleAttachment = { readonly fileName: string; readonly appendix: Appendix };

/** A leader's directive with the official (cast key) who gets the document. */
export type SampleDirective = { readonly text: string; readonly by: string; readonly lead: string };

/** One incoming document as the clerk would register it, and how far its processing is meant to have come. Dates are YYYY-MM-DD. */
export type SampleIncoming = {
  readonly key: string;
  readonly member: MemberKey;
  readonly source: 'exchange' | 'file' | 'paper';
  readonly state: Exclude<IncomingState, 'refused'>;
  readonly typeName: string;
  readonly codeNumber: string;
  readonly codeNotation: string;
  readonly issuedOn: string;
  readonly organName: string;
  readonly subject: string;
  readonly signerName: string;
  readonly signerPosition: string;
  readonly urgency: Urgency;
  readonly dueOn?: string;
  readonly arrivedOn: string;
  /** From `assigned` on. */
  readonly directive?: SampleDirective;
  /** Absent for what came on paper only. */
  readonly file?: { readonly fileName: string; readonly paper: Paper };
  readonly attachments: readonly SampleAttachment[];
};

/** One outgoing document; its paper has neither number nor date, which numbering and sealing write. */
export type SampleOutgoing = {
  readonly key: string;
  readonly member: MemberKey;
  readonly state: OutgoingState;
  readonly typeName: string;
  readonly codeNotation: string;
  readonly subject: string;
  readonly urgency: Urgency;
  /** Cast keys. */
  readonly drafter: string;
  readonly signer: string;
  readonly recipientsText: string;
  /** Set when the other member of the trial is among the recipients. */
  readonly sendsTo?: MemberKey;
  readonly dueOn?: string;
  /** Key of the incoming document that it answers. */
  readonly replyTo?: string;
  readonly draftedOn: string;
  /** Meant day of issue, for states from `numbered` on; later documents have later days. */
  readonly issuedOn?: string;
  readonly returnedReason?: string;
  readonly file: { readonly fileName: string; readonly paper: Paper };
  readonly attachments: readonly SampleAttachment[];
};

export type Sample = {
  readonly incoming: readonly SampleIncoming[];
  readonly outgoing: readonly SampleOutgoing[];
};
