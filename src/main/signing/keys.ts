import { hash } from 'node:crypto';
import type { KeyRole, SigningKeyShown } from '../../shared/contract/signing.ts';
import { Instant, type Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { issuerName, parseCertificate, subjectName } from '../../signatures/certificates/certificate.ts';
import type { SigningKey } from '../../signatures/sign/key.ts';
import { pictureFor } from './token/key-list.ts';
import type { FoundKey, KeySource } from './token/key-source.ts';

/** The certificates that the authority accepts from this profile: the official's own and, for a clerk, the agency's seal. */
export type Registered = { readonly [Role in KeyRole]: Sha256 | undefined };

/** A key taken into use, with the picture that goes on the page. It serves any number of signatures until `close`. */
export type OpenedKey = {
  readonly key: SigningKey;
  readonly picture: Uint8Array | undefined;
  readonly close: () => Promise<void>;
};

/** The keys of a profile, wherever they live. */
export type Keys = {
  /** Shown by their certificates, nothing secret opened: registered ones first, then those still valid. Throws `key.list-unreadable`. */
  readonly list: (registered: Registered, at: Instant) => Promise<SigningKeyShown[]>;
  /** Takes a key into use with its PIN or passphrase, which goes nowhere else. Throws `key.*` and `token.*`; a key for the other role is refused. */
  readonly open: (keyId: string, role: KeyRole, secret: string | undefined) => Promise<OpenedKey>;
  readonly close: () => Promise<void>;
};

/** The keys of all sources, which are asked side by side. */
export const openKeys = (dataDir: string, sources: readonly KeySource[]): Keys => ({
  list: async (registered, at) =>
    (await Promise.all(sources.map((source) => source.list())))
      .flat()
      .map((key) => shown(key, registered))
      .sort((one, other) => rankOf(one, at) - rankOf(other, at)),
  open: async (keyId, role, secret) => {
    const source = sources.find(({ owns }) => owns(keyId));
    if (!source) throw new AppError('key.not-listed');
    const listed = (await source.list()).find((key) => key.keyId === keyId);
    if (listed?.role !== undefined && listed.role !== role) throw new AppError('key.wrong-role');
    const picture = await pictureFor(dataDir, role);
    const bytes = secret === undefined ? undefined : Buffer.from(secret, 'utf8');
    return { ...(await source.open(keyId, bytes)), picture };
  },
  close: async () => {
    await Promise.all(sources.map((source) => source.close()));
  },
});

function shown({ keyId, certificate, role, holder }: FoundKey, registered: Registered): SigningKeyShown {
  const read = parseCertificate(certificate);
  if (!read.ok) throw new AppError('key.list-unreadable');
  const sha256 = hash('sha256', certificate);
  const registeredAs = (['person', 'agency'] as const).find((each) => registered[each] === sha256);
  const purpose = registeredAs ?? role;
  return {
    keyId,
    ...(purpose && { role: purpose }),
    subject: subjectName(read.value),
    issuer: issuerName(read.value),
    notAfter: Instant.parse(read.value.notAfter.toISOString()),
    isRegistered: registeredAs !== undefined,
    holder,
  };
}

const rankOf = ({ isRegistered, notAfter }: SigningKeyShown, at: Instant): number =>
  (isRegistered ? 0 : 2) + (notAfter < at ? 1 : 0);
