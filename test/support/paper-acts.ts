import type { Actor, Inspected } from '../../src/shared/domain/core/command.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { outgoingFields, pdfFile } from './documents.ts';
import { makeWorld, sha, uuid, type World } from './world.ts';

type Who = Parameters<World['give']>[2];

/** What the verifier finds in a leader's signature without a fault. */
export const foundInSigned = (some: Partial<Inspected> = {}): Inspected => ({
  continuesBase: true,
  isIntact: true,
  signerCertificateSha256: sha('1'),
  signatureCount: 1,
  numberText: undefined,
  dateText: undefined,
  ...some,
});

/** A world and one outgoing document in it, with the acts that bring it from draft to seal; each answers 'ok' or the refusal's code. */
export type PaperActs = {
  readonly world: World;
  /** Begins another document. */
  readonly another: () => string;
  readonly documentId: () => string;
  readonly give: (name: string, args: object, who: Who) => string;
  readonly draft: (signer: Actor, more?: object) => string;
  readonly submit: () => string;
  readonly sign: (who: Who, more?: object) => string;
  readonly takeNumber: (book?: 'outgoing' | 'copies') => string;
  readonly seal: (who?: Who, more?: object, some?: Partial<Inspected>) => string;
  readonly dispatch: () => string;
};

export function paperActs(): PaperActs {
  const world = makeWorld();
  let documentId = uuid();
  const give = (name: string, args: object, who: Who) => world.give(name, { documentId, ...args }, who);
  const record = (role: string, base: string, signed: string, who: Who, more: object) =>
    give(
      'outgoing.recordSignature',
      { versionId: uuid(), baseSha256: sha(base), signed: pdfFile(signed), role, ...more },
      who,
    );
  return {
    world,
    give,
    another: () => {
      documentId = uuid();
      return documentId;
    },
    documentId: () => documentId,
    draft: (signer, more = {}) => {
      const main = { versionId: uuid(), file: pdfFile('a') };
      const fields = outgoingFields(signer.id);
      return give(
        'outgoing.draft',
        { fields, secrecy: 'normal', main, attachments: [], ...more },
        'specialist',
      );
    },
    submit: () =>
      give(
        'outgoing.submit',
        { baseSha256: sha('a'), prepared: { versionId: uuid(), file: pdfFile('b') } },
        'specialist',
      ),
    sign: (who, more = {}) => {
      world.inspected = foundInSigned();
      return record('person', 'b', 'c', who, more);
    },
    takeNumber: (book = 'outgoing') =>
      give('outgoing.takeNumber', { registerId: registerId(world.agencyId, book, 2026) }, 'clerk'),
    seal: (who = 'clerk', more = {}, some = {}) => {
      const page = { numberText: '01', dateText: 'ngày 20 tháng 11 năm 2026' };
      const agency = { signatureCount: 2, signerCertificateSha256: sha('5') };
      world.inspected = foundInSigned({ ...agency, ...page, ...some });
      return record('agency', 'c', 'd', who, more);
    },
    dispatch: () => {
      const deliveries = [{ deliveryId: uuid(), agencyId: uuid(), name: 'Nơi nhận' }];
      return give('outgoing.dispatch', { messageId: uuid(), packageSha256: sha('e'), deliveries }, 'clerk');
    },
  };
}
