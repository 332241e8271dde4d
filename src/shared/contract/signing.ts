import { z } from 'zod';
import { FileRef, Instant, OutgoingId, Sha256 } from '../domain/core/values.ts';
import { Places } from '../signature/places.ts';
import { PREFLIGHT_FINDINGS_MAX, PreflightFinding } from '../signature/preflight.ts';
import { PdfReport } from '../signature/report.ts';
import { action, Fault, Performed, query } from './define.ts';
import { MadeFile, Sha256Input } from './shapes.ts';

/** `person` belongs to the official, `agency` is the seal. */
export const KeyRole = z.enum(['person', 'agency']);
export type KeyRole = z.infer<typeof KeyRole>;

/** What a token says of its PIN (PKCS#11 CKF_USER_PIN_*) before it is asked for; it counts, but seldom tells the number. */
export const PinState = z.enum(['ready', 'count-low', 'final-try', 'locked', 'not-set']);
export type PinState = z.infer<typeof PinState>;

/** Where a key lives. A token whose reader has keys of its own takes the PIN there: none is asked for on the screen. */
export const KeyHolder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file') }),
  z.object({ kind: z.literal('token'), label: z.string(), pin: PinState, takesPinItself: z.boolean() }),
]);
export type KeyHolder = z.infer<typeof KeyHolder>;

/** A key that this machine can sign with. */
export const SigningKeyShown = z.object({
  keyId: z.string().max(200),
  /** Absent where neither the registration nor the source says what the key is for. */
  role: KeyRole.optional(),
  subject: z.string(),
  issuer: z.string(),
  notAfter: Instant,
  /** Whether the authority knows this certificate as the official's or the agency's: it accepts no other. */
  isRegistered: z.boolean(),
  holder: KeyHolder,
});
export type SigningKeyShown = z.infer<typeof SigningKeyShown>;

/** A vendor's PKCS#11 module on this machine, with the tokens that it sees now. */
export const TokenModuleShown = z.object({
  path: z.string(),
  /** Added by the user, and can be taken away again; the others are known by their vendors. */
  isAdded: z.boolean(),
  state: z.enum(['ready', 'looking', 'failed']),
  fault: Fault.pick({ code: true, detail: true }).optional(),
  tokens: z.array(
    z.object({
      serial: z.string(),
      label: z.string(),
      manufacturer: z.string(),
      model: z.string(),
      pin: PinState,
      takesPinItself: z.boolean(),
      /** Certificates that may sign; a token may hold none. */
      keyCount: z.int(),
    }),
  ),
});
export type TokenModuleShown = z.infer<typeof TokenModuleShown>;
const ModulePath = z.object({ path: z.string().min(1).max(1024) });

/** The secret goes to one adapter and is never stored, logged or put in an error; none where the token takes it itself. */
const WithSecret = z.object({
  documentId: OutgoingId,
  /** The file that was shown: another one is not signed in its place. */
  sha256: Sha256,
  keyId: z.string().max(200),
  secret: z.string().min(1).max(200).optional(),
});

export const signingContract = {
  /** Registered keys first, then valid ones. Asked again and again while a dialog shows them: tokens come and go. */
  'signing.listKeys': query(z.object({}), z.array(SigningKeyShown)),
  'signing.listTokens': query(z.object({}), z.array(TokenModuleShown)),
  /** The module is loaded in a process of its own and kept only if that works. */
  'signing.addTokenModule': action(ModulePath, TokenModuleShown),
  'signing.dropTokenModule': action(ModulePath, z.array(TokenModuleShown)),
  /** The leader signs the submitted file; ends in `outgoing.recordSignature` as `person`. */
  'signing.sign': action(WithSecret, Performed),
  /** The clerk writes number and date and seals; ends in `outgoing.recordSignature` as `agency`. */
  'signing.seal': action(WithSecret, Performed),
  /** By what the file carries, and by what the authorities said when they were last asked. */
  'signing.verify': query(Sha256Input, PdfReport),
  /** Asks the authorities now what the file does not answer itself; may take as long as they do. */
  'signing.verifyOnline': action(Sha256Input, PdfReport),
  /** Biên bản kiểm tra of the verification, for printing or for programs; nothing is kept. */
  'signing.exportReport': action(
    Sha256Input.extend({ name: z.string().min(1).max(255), format: z.enum(['pdf', 'json']) }),
    MadeFile,
  ),
  /** Where number, date, signature and seal would stand on a draft; `places` as papers of its type and notation were moved before, `proposed` without. */
  'signing.proposePlaces': query(
    z.object({ documentId: OutgoingId }),
    z.object({
      /** Points, as a reader sees them. */
      pages: z.array(z.object({ width: z.number(), height: z.number() })),
      places: Places,
      proposed: Places,
      certain: z.object({ number: z.boolean(), date: z.boolean(), person: z.boolean() }),
      isRemembered: z.boolean(),
      /** Its fields stand already: nothing can be moved. */
      isPrepared: z.boolean(),
    }),
  ),
  /** What to look at before the document's current file is signed, and exactly which file that is. Worst first. */
  'signing.preflight': query(
    z.object({ documentId: OutgoingId }),
    z.object({
      file: FileRef,
      /** Unknown until the file has been looked at. */
      pageCount: z.int().optional(),
      findings: z.array(PreflightFinding).max(PREFLIGHT_FINDINGS_MAX),
    }),
  ),
} as const;
