import { z } from 'zod';
import { Instant, OutgoingId } from '../domain/core/values.ts';
import { BoxShifts } from '../signature/places.ts';
import { Level } from '../signature/report.ts';
import { ADDRESS_LENGTH_MAX, AUTHORITIES_MAX } from '../signature/settings.ts';
import { action, Fault, query } from './define.ts';

const ToldFault = Fault.pick({ code: true, detail: true });
const Address = z.string().trim().min(1).max(ADDRESS_LENGTH_MAX);
const SigningChoice = z.object({ authorities: z.array(Address).max(AUTHORITIES_MAX), level: Level });

/** What signatures of this profile on this machine carry, and whom they ask. */
export const SigningSettings = SigningChoice.extend({
  /** Hosts inside the agency's networks that may be asked about certificates; set by whoever installs the program, in the file. */
  internalHosts: z.array(z.string()),
  /** The kept settings cannot be read: nothing is signed until they are saved anew. */
  fault: ToldFault.optional(),
  /** Why this official does not change them. */
  whyNot: z.string().optional(),
});
export type SigningSettings = z.infer<typeof SigningSettings>;

/** What waits for a document above the level that its signature reached. */
export const ExtensionState = z.object({
  level: Level.exclude(['B-B']),
  /** `given-up`: no waiting will heal it; it is tried again only by hand. */
  state: z.enum(['waiting', 'given-up']),
  tries: z.int(),
  triedAt: Instant.optional(),
  /** When it is tried by itself again, after a try that failed. */
  nextAt: Instant.optional(),
  problem: ToldFault.optional(),
});
export type ExtensionState = z.infer<typeof ExtensionState>;

/** Listed at once; the count tells of more. */
export const EXTENSIONS_SHOWN_MAX = 200;
export const ExtensionShown = ExtensionState.extend({
  documentId: OutgoingId,
  /** Of the separate attachment that it is about; absent for the document's own file. */
  attachment: z.string().optional(),
  /** Absent when the document is not held here any more. */
  reference: z.string().optional(),
  subject: z.string().optional(),
});
export type ExtensionShown = z.infer<typeof ExtensionShown>;

const PaperKind = z.object({ typeName: z.string().max(200), codeNotation: z.string().max(200) });
/** How boxes of this kind of paper were moved from what the page proposes. */
export const PlacesKept = PaperKind.extend({ shifts: BoxShifts, keptAt: Instant });
export type PlacesKept = z.infer<typeof PlacesKept>;

export const signingSettingsContract = {
  'signing.getSettings': query(z.object({}), SigningSettings),
  /** Refuses what could not be asked; answers what stands now. */
  'signing.saveSettings': action(SigningChoice, SigningSettings),
  /** Asks for a time-stamp over nothing of value, and judges it like one for a signature. */
  'signing.tryAuthority': action(
    z.object({ address: Address }),
    z.object({ tookMs: z.number(), fault: ToldFault.optional() }),
  ),
  /** Sealed files that wait for their time-stamp or validation data, those that were given up first. */
  'signing.listExtensions': query(
    z.object({}),
    z.object({ count: z.int(), rows: z.array(ExtensionShown).max(EXTENSIONS_SHOWN_MAX) }),
  ),
  /** Tries one of them, or all, now; what comes of it is told by an event. */
  'signing.retryExtensions': action(z.object({ documentId: OutgoingId.optional() }), z.object({})),
  'signing.listPlaces': query(z.object({}), z.array(PlacesKept)),
  /** Forgets how one kind of paper was moved, or puts it back as it was. */
  'signing.setPlaces': action(PaperKind.extend({ shifts: BoxShifts.optional() }), z.object({})),
} as const;
