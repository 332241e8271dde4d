import { z } from 'zod';
import { change, command, create, type Decision, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AgencyId, LocalDate, RegisterId } from '../core/values.ts';
import { Book, registerId as idOfRegister } from './register.ts';
import { overlap, SERIES_MAX, Series } from './series.ts';

/**
 * Mở sổ: a book of one year begins at 01 (NĐ 30/2020 article 15). A book apart (`series`) is opened beside the common one, which then knows what is entered there; for
 * types of outgoing documents only while the common one has given no number, or a number and notation would be given twice in the year.
 */
export const openRegister = command({
  name: 'register.open',
  args: z.object({
    registerId: RegisterId,
    agencyId: AgencyId,
    book: Book,
    year: z.int().min(2020).max(2200),
    name: z.string().min(1).max(200),
    openedOn: LocalDate,
    series: Series.optional(),
  }),
  reads: ({ agencyId, book, year, series }) =>
    series ? [ref('register', idOfRegister(agencyId, book, year))] : [],
  decide: (read, args, { actor }): Decision => {
    const { registerId, agencyId, book, year, name, openedOn, series } = args;
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    if (registerId !== idOfRegister(agencyId, book, year, series?.key)) return refuse('register.not-found');
    const opened = { v: 1, agencyId, book, year, name, next: 1, lastIssuedOn: openedOn } as const;
    if (!series) return [create('register', registerId, opened)];
    if (book === 'copies') return refuse('register.not-found');
    const commonId = idOfRegister(agencyId, book, year);
    const common = read('register', commonId);
    if (!common) return refuse('register.common-first');
    const isOfTypes = series.typeNames.length > 0;
    // What others send bears their notation, not that of a council here.
    if (isOfTypes === (series.notation !== undefined) || (!isOfTypes && book === 'incoming'))
      return refuse('register.series-empty');
    const apart = common.apart ?? [];
    if (apart.some((each) => overlap(each, series))) return refuse('register.series-taken');
    if (apart.length >= SERIES_MAX) return refuse('register.series-many', { max: SERIES_MAX });
    // A lent book may have given numbers that nobody has heard of.
    if (book === 'outgoing' && isOfTypes && (common.next > 1 || common.lease))
      return refuse('register.series-late', { year });
    return [
      change('register', commonId, { ...common, apart: [...apart, series] }),
      create('register', registerId, { ...opened, series }),
    ];
  },
});
