import { z } from 'zod';
import { DocumentRef } from '../domain/core/document-ref.ts';
import { secrecyCommands } from '../domain/secrecy/contain.ts';
import { Containment } from '../domain/secrecy/containment.ts';
import { ContainmentReport } from '../protocol/secrecy.ts';
import { action, query } from './define.ts';
import { Person } from './shapes.ts';

/** One document that was contained: its place in the book, who did it and when. */
export const ContainmentShown = z.object({
  containmentId: z.string(),
  containment: Containment,
  registerName: z.string().optional(),
  by: Person.optional(),
});
export type ContainmentShown = z.infer<typeof ContainmentShown>;

/** Where it was, with names. */
export const ContainmentPlaces = ContainmentReport.extend({
  devices: z.array(ContainmentReport.shape.devices.element.extend({ official: Person.optional() })),
});
export type ContainmentPlaces = z.infer<typeof ContainmentPlaces>;

export const secrecyContract = {
  ...secrecyCommands,
  /** The agency's containments, newest first, for who may see them. */
  'secrecy.listContainments': query(z.object({}), z.array(ContainmentShown)),
  /** Documents that were wiped from this device: the window forgets what was typed for them. */
  'secrecy.listWiped': query(z.object({}), z.array(z.string())),
  /** Asks the server who had the document, and what has been wiped since. */
  'secrecy.findPlaces': action(z.object({ of: DocumentRef }), ContainmentPlaces),
} as const;
