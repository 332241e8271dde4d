import { z } from 'zod';
import { AgencyId, IncomingId, OutgoingId, RecipientGroupId, Sha256 } from '../domain/core/values.ts';
import { AmendHow } from '../domain/exchange/amend-how.ts';
import { Amends } from '../domain/exchange/amends.ts';
import { GroupName } from '../domain/exchange/recipient-group.ts';
import { sendingCommands } from '../domain/exchange/sending-commands.ts';
import { action, query } from './define.ts';
import { MadeFile } from './shapes.ts';

export const AgencyShown = z.object({ agencyId: AgencyId, name: z.string(), code: z.string() });
export type AgencyShown = z.infer<typeof AgencyShown>;

/** One name under "Nơi nhận" or "Kính gửi", and whom it means. */
export const RecipientLine = z.object({
  text: z.string(),
  /** An agency; a group that this agency keeps; many at once by a usual phrase; or nothing that is recognised, which the clerk has to settle. */
  how: z.enum(['agency', 'group', 'many', 'unknown']),
  agencies: z.array(AgencyShown).readonly(),
  /** Of what is not recognised: whom it may mean, the likest first. */
  candidates: z.array(AgencyShown).readonly(),
});
export type RecipientLine = z.infer<typeof RecipientLine>;

/** Recipients of one message: with longer names, more would not fit into one operation. Further ones follow in another. */
export const RECIPIENTS_SENT_MAX = 300;

/** Documents that one package amends, and how long the name of one may be. */
export const AMENDED_MAX = 50;
export const NAME_CHARS_MAX = 200;

export const GroupShown = z.object({
  groupId: RecipientGroupId,
  name: GroupName,
  members: z.array(AgencyId),
});
export type GroupShown = z.infer<typeof GroupShown>;

export const exchangeContract = {
  ...sendingCommands,
  /** Whom the paper names under "Kính gửi" and "Nơi nhận", line by line. */
  'outgoing.suggestRecipients': query(
    z.object({ documentId: OutgoingId }),
    z.object({ lines: z.array(RecipientLine) }),
  ),
  /** Takes in a package that was carried here as a file and is kept already; the document waits to be registered. */
  'exchange.takePackage': action(
    z.object({ sha256: Sha256 }),
    z.union([
      z.object({ documentId: IncomingId, isThere: z.boolean() }),
      // A status: which document of ours it spoke of.
      z.object({ toldOf: OutgoingId }),
    ]),
  ),
  /** What a package that is carried in does to an earlier document, and which of those here that is. */
  'exchange.findAmended': query(
    z.object({
      how: AmendHow,
      senderCode: z.string().max(50),
      names: z.array(z.string().max(NAME_CHARS_MAX)).max(AMENDED_MAX),
    }),
    Amends,
  ),
  /** The status message of a document that came as a file, as it stands now, for its sender. */
  'exchange.exportStatus': action(z.object({ documentId: IncomingId }), MadeFile),
  /** Groups of recipients, with those of their members that the directory knows. */
  'exchange.listGroups': query(z.object({}), z.array(GroupShown.extend({ agencies: z.array(AgencyShown) }))),
} as const;
