import { z } from 'zod';
import { byName, command, create, refuse } from '../core/command.ts';
import { AgencyId } from '../core/values.ts';
import { Agency } from './agency.ts';
import { distrustAnchor, trustAnchor } from './anchor-commands.ts';
import { appoint, confirmChange } from './appoint.ts';
import { delegate, endDelegation, handOverSeal, takeBackSeal } from './authority-commands.ts';
import { handOverWork, recordLeaving } from './leaving-commands.ts';
import { openRegister } from './open-register.ts';
import { appointHead, closeUnit, foundUnit, moveUnit, renameUnit } from './unit-commands.ts';
import { setWorkingYear } from './working-year-commands.ts';

/** An agency joins the province's server. */
export const establishAgency = command({
  name: 'office.establishAgency',
  args: z.object({ agencyId: AgencyId, agency: Agency }),
  reads: () => [],
  decide: (_read, args, { actor, agencyId }) => {
    if (!actor.roles.includes('system') || args.agencyId !== agencyId)
      return refuse('office.only-administrator');
    return [create('agency', args.agencyId, args.agency)];
  },
});

export const officeCommands = byName(
  establishAgency,
  foundUnit,
  appointHead,
  renameUnit,
  moveUnit,
  closeUnit,
  appoint,
  confirmChange,
  setWorkingYear,
  openRegister,
  delegate,
  endDelegation,
  handOverSeal,
  takeBackSeal,
  trustAnchor,
  distrustAnchor,
  recordLeaving,
  handOverWork,
);
