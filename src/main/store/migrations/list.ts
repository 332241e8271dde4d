import type { Database } from 'better-sqlite3';
import { up as replica } from './0001-replica.ts';
import { up as incoming } from './0002-incoming.ts';
import { up as outgoing } from './0003-outgoing.ts';
import { up as officeAndFiles } from './0004-office-and-files.ts';
import { up as search } from './0005-search.ts';
import { up as signing } from './0006-signing.ts';
import { up as signingBatch } from './0007-signing-batch.ts';
import { up as outgoingVoid } from './0008-outgoing-void.ts';
import { up as onlineReport } from './0009-online-report.ts';
import { up as signingPlaces } from './0010-signing-places.ts';
import { up as signingExtension } from './0011-signing-extension.ts';
import { up as refusedSignature } from './0012-refused-signature.ts';
import { up as extensionOfAttachments } from './0013-extension-of-attachments.ts';
import { up as extensionTries } from './0014-extension-tries.ts';
import { up as contained } from './0015-contained.ts';

/** Forward only; the position is the version. A released one is never edited: test/application/migrations.test.ts keeps their checksums. */
export const migrations: readonly ((db: Database) => void)[] = [
  replica,
  incoming,
  outgoing,
  officeAndFiles,
  search,
  signing,
  signingBatch,
  outgoingVoid,
  onlineReport,
  signingPlaces,
  signingExtension,
  refusedSignature,
  extensionOfAttachments,
  extensionTries,
  contained,
];
