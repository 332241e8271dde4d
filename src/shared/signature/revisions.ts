import { say } from '../words/vi.ts';
import type { LaterChange, PdfReport, SignatureReport } from './report.ts';
import { changeSentenceOf } from './sentence.ts';

/** One saving of the file: who signed it, and what it changed of what was signed before. */
export type Revision = {
  /** 1 is the original. */
  readonly revision: number;
  readonly signatures: readonly SignatureReport[];
  readonly changes: readonly LaterChange[];
  readonly verdict: LaterChange['verdict'];
};

/** Revisions listed one by one; a file saved more often is attacked or broken, and its verdict says so. */
export const REVISIONS_SHOWN_MAX = 200;

/** The file's revisions in order, from the first that is signed or changed something signed; what was saved before any signature is not told apart. */
export function revisionsOf({ signatures }: Pick<PdfReport, 'signatures'>): readonly Revision[] {
  const numbers = new Set(
    signatures.flatMap(({ revision, laterChanges }) => [
      ...(revision === null ? [] : [revision]),
      ...laterChanges.map((change) => change.revision),
    ]),
  );
  return [...numbers]
    .toSorted((a, b) => a - b)
    .slice(0, REVISIONS_SHOWN_MAX)
    .map((revision) => {
      const changes = distinct(signatures.flatMap(({ laterChanges }) => laterChanges)).filter(
        (change) => change.revision === revision,
      );
      return {
        revision,
        signatures: signatures.filter((each) => each.revision === revision),
        changes,
        verdict: worstOf(changes),
      };
    });
}

const keyOf = ({ code, place, revision }: LaterChange): string => `${String(revision)}:${code}:${place}`;

/** Several signatures see the same later change; what the strictest says of it counts. */
function distinct(changes: readonly LaterChange[]): readonly LaterChange[] {
  const byKey = new Map<string, LaterChange>();
  for (const change of changes) {
    const known = byKey.get(keyOf(change));
    if (!known || worstOf([known, change]) !== known.verdict) byKey.set(keyOf(change), change);
  }
  return [...byKey.values()];
}

const worstOf = (changes: readonly LaterChange[]): LaterChange['verdict'] =>
  (['forbidden', 'doubtful'] as const).find((verdict) => changes.some((each) => each.verdict === verdict)) ??
  'permitted';

/** What a revision did, in one line: the changes first, then who signed; that nobody did is said where something changed. */
export function revisionSentenceOf({ signatures, changes }: Revision): string {
  const done = changes
    .filter(({ code }) => code !== 'signature-added' && code !== 'timestamp-added')
    .map(changeSentenceOf);
  const signed = signatures.map(({ kind, signer, field }) =>
    say(`revision.${kind}`, { name: signer?.name ?? field }),
  );
  const isUnsigned = signatures.length === 0 && done.length > 0;
  return [...done, ...signed, ...(isUnsigned ? [say('revision.unsigned')] : [])].join('; ');
}
