import { AppError } from '../../shared/errors.ts';
import type { Handlers } from '../handler.ts';
import { listDelegations, listHandovers } from './authorities.ts';
import { findAgencies, listOfficials, listRegisters } from './store.ts';

export const officeHandlers: Handlers<
  | 'profile.get'
  | 'profile.listChoices'
  | 'office.listOfficials'
  | 'office.listRegisters'
  | 'office.listDelegations'
  | 'office.listHandovers'
  | 'office.listAgencies'
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
      today: today(),
      isTrial: profile.isTrial,
      version,
    };
  },
  'profile.listChoices': ({ ports }) => [...ports.listProfiles()],
  'office.listOfficials': ({ db }) => listOfficials(db),
  'office.listRegisters': ({ db }, { book }) => listRegisters(db, book),
  'office.listDelegations': listDelegations,
  'office.listHandovers': listHandovers,
  'office.listAgencies': ({ db }, { text, limit }) => findAgencies(db, text, limit),
};
