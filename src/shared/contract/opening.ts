import { z } from 'zod';
import { DocumentRef } from '../domain/core/document-ref.ts';
import { Sha256 } from '../domain/core/values.ts';
import { OpeningCounts, OpeningsPeriod, OpeningsReport } from '../protocol/openings.ts';
import { action, query } from './define.ts';
import { Person } from './shapes.ts';

/** Who opened what, with names, and with the subject of what this official may see himself. */
export const OpeningsShown = OpeningsReport.extend({
  openings: z.array(
    OpeningsReport.shape.openings.element.extend({
      official: Person.optional(),
      subject: z.string().optional(),
    }),
  ),
});
export type OpeningsShown = z.infer<typeof OpeningsShown>;
export type OpeningShown = OpeningsShown['openings'][number];

export const OpeningCountsShown = OpeningCounts.extend({
  byOfficial: z.array(OpeningCounts.shape.byOfficial.element.extend({ official: Person.optional() })),
});
export type OpeningCountsShown = z.infer<typeof OpeningCountsShown>;

export const openingContract = {
  /** The official rests on a document, and on one of its files where one is shown. */
  'opening.note': action(z.object({ of: DocumentRef, sha256: Sha256.optional() }), z.object({})),
  /** Asks the server for the agency's access log, the latest first; for an administrator. */
  'opening.list': query(
    z.object({ of: DocumentRef.optional(), before: z.string().max(100).optional() }),
    OpeningsShown,
  ),
  /** Asks the server how often documents were opened in a period; for an administrator. */
  'opening.count': query(OpeningsPeriod, OpeningCountsShown),
} as const;
