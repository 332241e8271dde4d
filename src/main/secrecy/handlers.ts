import type { ContainmentPlaces, ContainmentShown } from '../../shared/contract/secrecy.ts';
import { personOf } from '../document/people.ts';
import type { Handlers } from '../handler.ts';
import { allOf } from '../store/entities.ts';
import { askServer } from '../sync/ask-server.ts';

/** Ids that a window is told at once; older ones have nothing typed any more. */
const CONTAINED_SHOWN_MAX = 1_000;

export const secrecyHandlers: Handlers<
  'secrecy.listContainments' | 'secrecy.listWiped' | 'secrecy.findPlaces'
> = {
  'secrecy.listContainments': ({ db, read }) =>
    allOf(db, 'containment')
      .map(({ id, body }): ContainmentShown => {
        const book = body.registerId && read('register', body.registerId);
        const by = personOf(db, body.by);
        return {
          containmentId: id,
          containment: body,
          ...(book && { registerName: book.name }),
          ...(by && { by }),
        };
      })
      .sort((a, b) => b.containment.at.localeCompare(a.containment.at)),
  'secrecy.listWiped': ({ db }) =>
    db.prepare<[number], string>('select id from contained limit ?').pluck().all(CONTAINED_SHOWN_MAX),
  'secrecy.findPlaces': async ({ db, ports }, { of }): Promise<ContainmentPlaces> => {
    const report = await askServer(ports.server.containment(of.kind, of.id));
    return {
      ...report,
      devices: report.devices.map((device) => {
        const official = personOf(db, device.officialId);
        return { ...device, ...(official && { official }) };
      }),
    };
  },
};
