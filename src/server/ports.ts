import type { Inspected, Inspection } from '../shared/domain/core/command.ts';
import type { Instant } from '../shared/domain/core/values.ts';
import type { ServerFailpoint } from '../shared/failpoints.ts';

/** Structured log lines without contents: names, codes, counts, durations. */
export type Log = (event: string, detail?: Readonly<Record<string, string | number | boolean>>) => void;

/** Looks at a signed file against its base; undefined when one of the two is not at hand or nothing could be found out. */
export type Inspect = (inspection: Inspection) => Promise<Inspected | undefined>;

/** Every effect that the server asks of its process. */
export type ServerPorts = {
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly log: Log;
  readonly failpoint: (name: ServerFailpoint) => void;
};
