import type { OpeningCountsShown, OpeningsShown } from '../../shared/contract/opening.ts';
import type { Read } from '../../shared/domain/core/command.ts';
import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import { may } from '../../shared/domain/core/rights.ts';
import { AppError } from '../../shared/errors.ts';
import { personOf } from '../document/people.ts';
import type { Handlers } from '../handler.ts';
import { noteOpening } from '../sync/openings.ts';

export const openingHandlers: Handlers<'opening.note' | 'opening.list' | 'opening.count'> = {
  'opening.note': ({ at, ports, write }, { of, sha256 }) => {
    write((db) =>
      noteOpening(db, { openingId: ports.newId(), of, openedAt: at(), ...(sha256 && { sha256 }) }),
    );
    return {};
  },
  'opening.list': async ({ db, ports, actor, read }, asked): Promise<OpeningsShown> => {
    const official = actor();
    if (!may(official, 'administer', official)) throw new AppError('opening.only-administrator');
    const report = await ports.server.openings(asked);
    if ('rejected' in report) throw new AppError('server.refused', { code: report.rejected });
    return {
      ...report,
      openings: report.openings.map((opening) => {
        const who = personOf(db, opening.officialId);
        const subject = subjectOf(read, opening.of);
        return { ...opening, ...(who && { official: who }), ...(subject !== undefined && { subject }) };
      }),
    };
  },
  'opening.count': async ({ db, ports, actor }, period): Promise<OpeningCountsShown> => {
    const official = actor();
    if (!may(official, 'administer', official)) throw new AppError('opening.only-administrator');
    const counts = await ports.server.openingCounts(period);
    if ('rejected' in counts) throw new AppError('server.refused', { code: counts.rejected });
    return {
      ...counts,
      byOfficial: counts.byOfficial.map((each) => {
        const who = personOf(db, each.officialId);
        return { ...each, ...(who && { official: who }) };
      }),
    };
  },
};

const subjectOf = (read: Read, of: DocumentRef): string | undefined =>
  of.kind === 'incoming' ? read('incoming', of.id)?.subject : read('outgoing', of.id)?.subject;
