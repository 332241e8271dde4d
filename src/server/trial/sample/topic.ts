import type { Urgency } from '../../../shared/domain/core/values.ts';
import type { MemberKey } from './cast.ts';
import type { DocumentType } from './document-type.ts';
import type { TableKind } from './tables.ts';

/**
 * What a document is about. Texts may hold `{year}`, `{quarter}`, `{month}`, `{lastMonth}`, `{commune}`, `{due}`; the same values fill subject
 * and body.
 */
export type Topic = {
  readonly type: DocumentType;
  /** Issuer keys for incoming topics, a member key for outgoing ones. */
  readonly by: readonly string[];
  /** Who receives or drafts it, for incoming topics. */
  readonly to: readonly MemberKey[];
  /** Abbreviation of the drafting unit, for a công văn's notation and "Lưu". */
  readonly unit: string;
  readonly subject: string;
  /** What the programme behind it is about, to follow "về". */
  readonly about: string;
  /** The paragraphs that say what this document says. */
  readonly detail: readonly string[];
  readonly tables?: readonly TableKind[];
  readonly urgency?: Urgency;
  /** Working days until the answer; absent when nothing is asked for. */
  readonly days?: number;
};
