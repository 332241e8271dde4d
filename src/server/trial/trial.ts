import type { FileRef, OfficialId } from '../../shared/domain/core/values.ts';
import type { TrialPeople } from './people.ts';
import type { Run } from './run.ts';
import type { makePaperSigner } from './sign-paper.ts';

/** What every step of the seeding uses. */
export type Trial = {
  readonly people: TrialPeople;
  readonly run: Run;
  readonly keep: (bytes: Uint8Array, name: string, holder: OfficialId) => Promise<FileRef>;
  readonly signPaper: ReturnType<typeof makePaperSigner>;
  /** Counts along with a book, so that the page says what the register gave: the seal is refused where they differ. */
  readonly nextNumber: (book: string) => number;
};
