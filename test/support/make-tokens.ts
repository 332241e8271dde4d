import { createPrivateKey } from 'node:crypto';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** Makes the tokens that standard input asks for, in the SoftHSM that SOFTHSM2_CONF names. A process of its own, because a module is loaded once. */
const Wanted = z.array(
  z.object({
    label: z.string(),
    pin: z.string(),
    certificates: z.array(z.base64()),
    keys: z.array(
      z.object({
        id: z.string(),
        certificate: z.base64(),
        certificateId: z.string(),
        privateKey: z.base64(),
        wantsPinEachTime: z.boolean(),
      }),
    ),
  }),
);
export type WantedTokens = z.input<typeof Wanted>;

type Call = (...input: unknown[]) => Buffer;
const p11: Record<string, never> & (new () => Record<string, Call>) = createRequire(import.meta.url)(
  'pkcs11js',
).PKCS11;
const N = createRequire(import.meta.url)('pkcs11js') as Record<string, number>;
const c = new p11() as unknown as Record<string, Call>;
const SO_PIN = '12345678';

function call(name: string, ...input: unknown[]): Buffer {
  const work = c[name];
  if (!work) throw new Error(`pkcs11js has no ${name}`);
  return work.apply(c, input);
}

const attributes = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([name, value]) => ({ type: N[name], value }));

function addKey(session: Buffer, key: z.infer<typeof Wanted>[number]['keys'][number]): void {
  const jwk = createPrivateKey({
    key: Buffer.from(key.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  }).export({ format: 'jwk' });
  const part = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
  const kind =
    jwk.kty === 'RSA'
      ? {
          CKA_KEY_TYPE: N['CKK_RSA'],
          CKA_MODULUS: part(jwk.n),
          CKA_PUBLIC_EXPONENT: part(jwk.e),
          CKA_PRIVATE_EXPONENT: part(jwk.d),
          CKA_PRIME_1: part(jwk.p),
          CKA_PRIME_2: part(jwk.q),
          CKA_EXPONENT_1: part(jwk.dp),
          CKA_EXPONENT_2: part(jwk.dq),
          CKA_COEFFICIENT: part(jwk.qi),
        }
      : {
          CKA_KEY_TYPE: N['CKK_EC'],
          CKA_EC_PARAMS: Buffer.from('06082a8648ce3d030107', 'hex'),
          CKA_VALUE: part(jwk.d),
        };
  call(
    'C_CreateObject',
    session,
    attributes({
      CKA_CLASS: N['CKO_PRIVATE_KEY'],
      CKA_TOKEN: true,
      CKA_PRIVATE: true,
      CKA_SENSITIVE: true,
      CKA_SIGN: true,
      CKA_ID: Buffer.from(key.id, 'hex'),
      ...(key.wantsPinEachTime && { CKA_ALWAYS_AUTHENTICATE: true }),
      ...kind,
    }),
  );
}

function addCertificate(session: Buffer, der: string, id: string): void {
  call(
    'C_CreateObject',
    session,
    attributes({
      CKA_CLASS: N['CKO_CERTIFICATE'],
      CKA_CERTIFICATE_TYPE: N['CKC_X_509'],
      CKA_TOKEN: true,
      CKA_PRIVATE: false,
      CKA_ID: Buffer.from(id, 'hex'),
      CKA_SUBJECT: Buffer.from([0x30, 0]),
      CKA_VALUE: Buffer.from(der, 'base64'),
    }),
  );
}

/** A slot that has no token yet: SoftHSM always offers one. */
function freeSlot(): Buffer {
  const slots = call('C_GetSlotList', true) as unknown as Buffer[];
  const free = slots.find((slot) => {
    const { flags } = call('C_GetTokenInfo', slot) as unknown as { flags: number };
    return (flags & (N['CKF_TOKEN_INITIALIZED'] ?? 0)) === 0;
  });
  if (!free) throw new Error('SoftHSM offers no free slot');
  return free;
}

const [softhsm] = process.argv.slice(2);
call('load', softhsm);
call('C_Initialize');
for (const token of Wanted.parse(JSON.parse(await text(process.stdin)))) {
  const slot = freeSlot();
  call('C_InitToken', slot, SO_PIN, token.label);
  const flags = (N['CKF_SERIAL_SESSION'] ?? 0) | (N['CKF_RW_SESSION'] ?? 0);
  const session = call('C_OpenSession', slot, flags);
  call('C_Login', session, N['CKU_SO'], SO_PIN);
  call('C_InitPIN', session, token.pin);
  call('C_Logout', session);
  call('C_Login', session, N['CKU_USER'], token.pin);
  for (const key of token.keys) {
    addKey(session, key);
    addCertificate(session, key.certificate, key.certificateId);
  }
  for (const der of token.certificates) addCertificate(session, der, '');
  call('C_CloseSession', session);
}
call('C_Finalize');
