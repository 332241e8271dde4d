import { NOT_TAKEN_HOURS } from '../../shared/domain/exchange/sending-commands.ts';
import { AppError } from '../../shared/errors.ts';
import type { Handlers } from '../handler.ts';
import { askServer } from '../sync/ask-server.ts';
import { listDelegations, listHandovers } from './authorities.ts';
import { listChart, listEvents } from './chart.ts';
import { keepAgencies } from './directory.ts';
import { findAgencies, listLeavers, listOfficials, listRegisters, listUnits } from './store.ts';
import { getWorkingYear } from './working-years.ts';

export const officeHandlers: Handlers<
  | 'profile.get'
  | 'profile.listChoices'
  | 'office.listOfficials'
  | 'office.listUnits'
  | 'office.listChart'
  | 'office.listEvents'
  | 'office.getWorkingYear'
  | 'office.listLeavers'
  | 'office.listOpenWork'
  | 'office.listRegisters'
  | 'office.listDelegations'
  | 'office.listHandovers'
  | 'office.listAgencies'
  | 'office.findElsewhere'
> = {
  'profile.get': ({ actor, read, today, ports: { profile, version } }) => {
    const { id, ...official } = actor();
    const agency = read('agency', profile.agencyId);
    if (!agency) throw new AppError('profile.not-ready');
    return {
      officialId: id,
      official,
      agencyId: profile.agencyId,
      agencyName: agency.name,
      agencyNotation: agency.notation,
      agencyCode: agency.code,
      today: today(),
      notTakenHours: agency.notTakenHours ?? NOT_TAKEN_HOURS,
      isTrial: profile.isTrial,
      version,
    };
  },
  'profile.listChoices': ({ ports }) => [...ports.listProfiles()],
  'office.listOfficials': ({ db }) => listOfficials(db),
  'office.listUnits': ({ db }) => listUnits(db),
  'office.listChart': listChart,
  'office.listEvents': listEvents,
  'office.getWorkingYear': getWorkingYear,
  'office.listLeavers': ({ db }) => listLeavers(db),
  'office.listOpenWork': ({ ports }, { officialId }) => askServer(ports.server.office.openWork(officialId)),
  'office.listRegisters': ({ db }, { book }) => listRegisters(db, book),
  'office.listDelegations': listDelegations,
  'office.listHandovers': listHandovers,
  'office.listAgencies': ({ db }, { text, limit }) => findAgencies(db, text, limit),
  'office.findElsewhere': async ({ ports, write, announce }, { text }) => {
    const { agencies } = await ports.server.directory(text);
    write((db) => keepAgencies(db, agencies));
    announce('office');
    return { count: agencies.length };
  },
};
