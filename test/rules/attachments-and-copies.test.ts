import { beforeEach, describe, expect, test } from 'vitest';
import type { Inspected } from '../../src/shared/domain/core/command.ts';
import { Instant } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { incomingFields, pdfFile } from '../support/documents.ts';
import { foundInSigned, type PaperActs, paperActs } from '../support/paper-acts.ts';
import { sha, uuid, type World } from '../support/world.ts';

type Who = Parameters<World['give']>[2];
let acts: PaperActs;
let world: World;
beforeEach(() => {
  acts = paperActs();
  world = acts.world;
});

describe('separate attachments (annex I part I, II.8b)', () => {
  const attachmentId = uuid();
  const STAMP = '01/SMM-VP; 2026-11-20T10:00:00+07:00';
  const sealFile = (some: Partial<Inspected> = {}, who: Who = 'clerk', base = '8') => {
    world.inspected = foundInSigned({ signerCertificateSha256: sha('5'), stampText: STAMP, ...some });
    const args = { attachmentId, baseSha256: sha(base), signed: pdfFile('9') };
    return acts.give('outgoing.recordAttachmentSignature', args, who);
  };
  const leave = (who: Who = 'clerk', some: Partial<Inspected> = { unsignable: 'pdf.encrypted' }) => {
    world.inspected = foundInSigned(some);
    const args = { attachmentId, baseSha256: attachment().file.sha256, why: 'pdf.malformed' };
    return acts.give('outgoing.leaveAttachmentUnsigned', args, who);
  };
  const pastYear = {
    from: Instant.parse('2025-01-01T00:00:00.000Z'),
    to: Instant.parse('2025-12-31T23:59:59.000Z'),
  };
  const attachment = () => world.get('attachment', attachmentId);
  const drafted = (file = pdfFile('8')) => {
    acts.draft(world.people.leader);
    acts.give('outgoing.attach', { attachmentId, file }, 'specialist');
  };
  const numbered = (file = pdfFile('8')) => {
    drafted(file);
    acts.submit();
    acts.sign('leader');
    acts.takeNumber();
  };

  test('take the signed file’s place, keep the first, and let the document out', () => {
    numbered();
    expect([acts.seal(), acts.dispatch()]).toEqual(['ok', 'outgoing.attachments-not-sealed']);
    expect([sealFile(), acts.dispatch()]).toEqual(['ok', 'ok']);
    expect(attachment()).toMatchObject({ file: pdfFile('9'), unsealed: pdfFile('8') });
  });

  test('of another kind than PDF go out as they are', () => {
    numbered({ ...pdfFile('8', 'so-lieu.xlsx'), mediaType: 'application/zip' });
    expect([sealFile(), acts.seal(), acts.dispatch()]).toEqual(['outgoing.file-changed', 'ok', 'ok']);
  });

  test('that cannot be signed are told with the reason and go out', () => {
    numbered();
    expect([leave('specialist'), leave(), leave()]).toEqual([
      'outgoing.only-clerk-seals',
      'ok',
      'outgoing.attachment-sealed',
    ]);
    expect([acts.seal(), acts.dispatch()]).toEqual(['ok', 'ok']);
    expect(attachment()).toMatchObject({ unsignable: 'pdf.encrypted' });
  });

  test('that can be signed are not left without, whatever the device says', () => {
    numbered();
    expect(leave('clerk', {})).toBe('outgoing.attachment-signable');
    expect(acts.seal()).toBe('ok');
    expect(acts.dispatch()).toBe('outgoing.attachments-not-sealed');
  });

  test('that nobody could look at yet wait', () => {
    numbered();
    world.inspected = undefined;
    const args = { attachmentId, baseSha256: sha('8'), why: 'pdf.malformed' };
    expect(acts.give('outgoing.leaveAttachmentUnsigned', args, 'clerk')).toBe('undecided');
  });

  const signedAs = { unsealed: pdfFile('7') };
  const table = { file: { ...pdfFile('8', 'so-lieu.xlsx'), mediaType: 'application/zip' } };
  test.each<[string, object, string]>([
    ['already signed', signedAs, 'outgoing.attachment-sealed'],
    ['already left without', { unsignable: 'pdf.malformed' }, 'outgoing.attachment-sealed'],
    ['taken away', { isRemoved: true }, 'outgoing.not-found'],
    ['of another kind', table, 'outgoing.file-changed'],
  ])('%s are counted off for no other, neither as signed nor as left', (_how, some, code) => {
    numbered();
    world.put('attachment', attachmentId, { ...attachment(), ...some });
    expect([sealFile(), leave()]).toEqual([code, code]);
    expect(world.get('outgoing', acts.documentId()).attachmentsToSeal).toBe(1);
  });

  test.each<[string, Partial<Inspected>, string]>([
    ['by another agency', { signerCertificateSha256: sha('6') }, 'outgoing.seal-not-registered'],
    ['that is broken', { isIntact: false }, 'outgoing.signature-broken'],
    ['by a certificate that has run out', { signerValidity: pastYear }, 'outgoing.certificate-not-valid'],
    ['over other bytes', { continuesBase: false }, 'outgoing.signature-broken'],
    ['with another number', { stampText: STAMP.replace('01/', '02/') }, 'outgoing.stamp-differs-on-page'],
    ['without a time', { stampText: '01/SMM-VP' }, 'outgoing.stamp-differs-on-page'],
    ['without words', { stampText: '' }, 'outgoing.stamp-differs-on-page'],
  ])('do not count a signature %s', (_what, some, code) => {
    numbered();
    expect(sealFile(some)).toBe(code);
    expect(attachment()).not.toHaveProperty('unsealed');
  });

  const extendFile = (some: Partial<Inspected> = {}, who: Who = 'clerk', base = '9') => {
    world.inspected = foundInSigned({ isIntact: false, onlyExtends: true, ...some });
    const args = { attachmentId, baseSha256: sha(base), extended: pdfFile('7') };
    return acts.give('outgoing.recordAttachmentExtension', args, who);
  };
  test('get time-stamps and validation data once the seal stands, also when they are out', () => {
    numbered();
    expect([extendFile({}, 'clerk', '8'), sealFile(), extendFile()]).toEqual([
      'outgoing.nothing-to-extend',
      'ok',
      'outgoing.nothing-to-extend',
    ]);
    expect([acts.seal(), acts.dispatch(), extendFile()]).toEqual(['ok', 'ok', 'ok']);
    expect(attachment()).toMatchObject({ file: pdfFile('7'), unsealed: pdfFile('8') });
  });

  test.each<[string, () => string, string]>([
    ['that adds anything else', () => extendFile({ onlyExtends: false }), 'outgoing.extension-broken'],
    ['of other bytes', () => extendFile({ continuesBase: false }), 'outgoing.extension-broken'],
    ['of a file that is not there', () => extendFile({}, 'clerk', '8'), 'outgoing.file-changed'],
    ['by another hand', () => extendFile({}, 'leader'), 'outgoing.only-clerk-seals'],
  ])('take no extension %s', (_what, extend, code) => {
    numbered();
    expect([sealFile(), acts.seal(), extend()]).toEqual(['ok', 'ok', code]);
    expect(attachment()).toMatchObject({ file: pdfFile('9') });
  });

  test('that nobody signed are not extended', () => {
    numbered();
    expect([leave(), acts.seal(), extendFile({}, 'clerk', '8')]).toEqual([
      'ok',
      'ok',
      'outgoing.file-changed',
    ]);
  });

  test('are not signed before the number, nor twice, nor by anybody', () => {
    drafted();
    expect(sealFile()).toBe('outgoing.not-numbered');
    acts.submit();
    acts.sign('leader');
    acts.takeNumber();
    expect([sealFile({}, 'specialist'), sealFile(), sealFile({}, 'clerk', '9')]).toEqual([
      'outgoing.only-clerk-seals',
      'ok',
      'outgoing.attachment-sealed',
    ]);
  });
});

describe('copies (NĐ 30/2020 articles 25-27)', () => {
  let source: string;
  const STAMP = 'SAO Y, Sở Mẫu Một, 2026-11-20T10:00:00+07:00';
  const arrive = (from: 'paper' | 'file') => {
    const fields = incomingFields();
    const book = registerId(world.agencyId, 'incoming', 2026);
    const own = from === 'file' ? { file: pdfFile('7') } : {};
    const received = {
      documentId: source,
      source: from,
      fields,
      secrecy: 'normal',
      attachments: [],
      ...own,
    };
    world.give('incoming.receive', received, 'clerk');
    world.give(
      'incoming.register',
      { documentId: source, registerId: book, fields, secrecy: 'normal' },
      'clerk',
    );
  };
  const makeCopy = (some: object = {}, who: Who = 'clerk') =>
    acts.give(
      'outgoing.makeCopy',
      {
        form: 'sao-y',
        source: { kind: 'incoming', id: source },
        main: { versionId: uuid(), file: pdfFile('c') },
        decidedBy: world.people.leader.id,
        recipientsText: 'Lưu: VT.',
        ...some,
      },
      who,
    );
  const copy = () => world.get('outgoing', acts.documentId());
  beforeEach(() => {
    source = uuid();
    world.give(
      'register.open',
      {
        registerId: registerId(world.agencyId, 'copies', 2026),
        agencyId: world.agencyId,
        book: 'copies',
        year: 2026,
        name: 'Sổ bản sao',
        openedOn: '2026-01-01',
      },
      'administrator',
    );
  });

  test('a paper is copied, numbered in the book of copies and signed by the agency alone', () => {
    arrive('paper');
    expect(makeCopy()).toBe('ok');
    expect([acts.takeNumber(), acts.takeNumber('copies')]).toEqual(['register.not-found', 'ok']);
    const page = { signatureCount: 1, numberText: undefined, stampText: STAMP };
    expect([acts.seal('leader', {}, page), acts.seal('clerk', {}, page)]).toEqual([
      'outgoing.only-clerk-seals',
      'ok',
    ]);
    expect(copy()).toMatchObject({
      state: 'sealed',
      number: 1,
      typeName: 'Bản sao y',
      codeNotation: 'SY-SMM',
      copy: { form: 'sao-y', of: { kind: 'incoming', id: source } },
    });
  });

  test.each([
    ['another form', 'SAO LỤC, Sở Mẫu Một, 2026-11-20T10:00:00+07:00'],
    ['another agency', 'SAO Y, Sở Mẫu Hai, 2026-11-20T10:00:00+07:00'],
    ['no time of Viet Nam', 'SAO Y, Sở Mẫu Một, 2026-11-20T03:00:00Z'],
    ['nothing', ''],
  ])('a copy whose page says %s is not sealed', (_what, stampText) => {
    arrive('paper');
    makeCopy();
    acts.takeNumber('copies');
    expect(acts.seal('clerk', {}, { signatureCount: 1, stampText })).toBe('outgoing.stamp-differs-on-page');
  });

  test.each<[string, 'paper' | 'file' | undefined, () => string, string]>([
    ['an electronic document is to be sao y', 'file', () => makeCopy(), 'outgoing.copy-of-electronic'],
    ['or sao lục', 'file', () => makeCopy({ form: 'sao-luc' }), 'outgoing.copy-of-electronic'],
    ['a specialist makes it', 'paper', () => makeCopy({}, 'specialist'), 'outgoing.only-clerk-copies'],
    [
      'no leader decided it',
      'paper',
      () => makeCopy({ decidedBy: world.people.clerk.id }),
      'outgoing.signer-not-leader',
    ],
    ['the document is unknown', undefined, () => makeCopy(), 'outgoing.not-found'],
    [
      'it is no PDF',
      'paper',
      () => makeCopy({ main: { versionId: uuid(), file: { ...pdfFile('c'), mediaType: 'image/png' } } }),
      'file.main-not-pdf',
    ],
  ])('is refused when %s', (_why, from, act, code) => {
    if (from) arrive(from);
    expect(act()).toBe(code);
    expect(world.all('outgoing')).toEqual([]);
  });

  test('an extract may be made of an electronic document', () => {
    arrive('file');
    expect(makeCopy({ form: 'trich-sao' })).toBe('ok');
    expect(copy().codeNotation).toBe('TrS-SMM');
  });

  test('a draft of ours is nothing to copy yet', () => {
    acts.draft(world.people.leader);
    const original = { kind: 'outgoing', id: acts.documentId() };
    acts.another();
    expect(makeCopy({ form: 'trich-sao', source: original })).toBe('outgoing.copy-not-issued');
  });
});
