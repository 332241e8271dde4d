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
import { up as dossiers } from './0016-dossiers.ts';
import { up as openings } from './0017-openings.ts';
import { up as keptFiles } from './0018-kept-files.ts';
import { up as booksSeen } from './0019-books-seen.ts';
import { up as recipients } from './0020-recipients.ts';
import { up as agenciesElsewhere } from './0021-agencies-elsewhere.ts';
import { up as tasks } from './0022-tasks.ts';
import { up as madeFiles } from './0023-made-files.ts';
import { up as incomingFollowing } from './0024-incoming-following.ts';
import { up as chasing } from './0025-chasing.ts';
import { up as exchangeFigures } from './0026-exchange-figures.ts';
import { up as ownDevice } from './0027-own-device.ts';
import { up as chased } from './0028-chased.ts';
import { up as supersededFiles } from './0029-superseded-files.ts';
import { up as notices } from './0030-notices.ts';
import { up as unseenFiles } from './0031-unseen-files.ts';
import { up as recordedDirectives } from './0032-recorded-directives.ts';
import { up as savedSearches } from './0033-saved-searches.ts';

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
  dossiers,
  openings,
  keptFiles,
  booksSeen,
  recipients,
  agenciesElsewhere,
  tasks,
  madeFiles,
  incomingFollowing,
  chasing,
  exchangeFigures,
  ownDevice,
  chased,
  supersededFiles,
  notices,
  unseenFiles,
  recordedDirectives,
  savedSearches,
];
