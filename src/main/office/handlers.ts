import { AppError } from '../../shared/errors.ts';
import type { Handlers } from '../handler.ts';
import { findAgencies, listOfficials, listRegisters } from './store.ts';

export const officeHandlers: Handlers<
  | 'profile.get'
  | 'profile.listChoices'
  | 'office.listOfficials'
  | 'office.listRegisters'
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
  'office.listAgencies': ({ db }, { text, limit }) => findAgencies(db, text, limit),
};
