import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Issued } from '../../src/server/trial/pki.ts';
import type { Input, OperationName } from '../../src/shared/contract/contract.ts';
import type { Reply } from '../../src/shared/contract/define.ts';
import type { AcceptedFile } from '../../src/shared/contract/shapes.ts';
import { AgencyId, IncomingId, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { incomingFields } from './documents.ts';
import { type OfficeApp, openOfficeApp } from './office-app.ts';
import { fingerprint, makeSigningOffice, PASSPHRASE, type SigningOffice } from './signing-office.ts';
import { uuid } from './world.ts';

/** One official at his desk: what he does to bad input, and what is there afterwards, asked through the same door. */
export type Desk = SigningOffice & {
  readonly app: OfficeApp;
  /** An id for whatever the row makes. */
  readonly incomingId: IncomingId;
  readonly outgoingId: OutgoingId;
  readonly drop: (name: string, bytes: Uint8Array | Readable) => Promise<Reply<unknown>>;
  readonly act: <Name extends OperationName>(name: Name, input: Input<Name>) => Promise<Reply<unknown>>;
  /** Takes a document in, with that file or by paper, and with those fields. */
  readonly receive: (some?: Partial<Input<'incoming.receive'>>) => Promise<Reply<unknown>>;
  readonly sign: (some?: Partial<Input<'signing.sign'>>) => Promise<Reply<unknown>>;
  readonly close: () => Promise<void>;
};

/** What a row needs before its official sits down: a document of his, another key, a step that waits at the authority. */
export type Prepared = {
  readonly outgoingId?: OutgoingId;
  readonly incomingId?: IncomingId;
  readonly key?: Issued;
};
export type Prepare = (lab: SigningOffice) => Prepared | Promise<Prepared>;

export async function sitAtDesk(
  role: 'clerk' | 'leader' | 'specialist',
  prepare: Prepare = () => ({}),
): Promise<Desk> {
  const lab = await makeSigningOffice();
  const made = await prepare(lab);
  const dataDir =
    role === 'leader'
      ? lab.folderWith('person', made.key ?? lab.pki.leader)
      : lab.folderWith('agency', made.key ?? lab.pki.agency);
  const app = await openOfficeApp(lab.office, role, { dataDir });
  const agencies = lab.office.server.agencies.length;
  await app.until(
    async () => (await app.ask('office.listAgencies', { text: '', limit: 9 })).length === agencies,
  );
  const incomingId = made.incomingId ?? IncomingId.parse(uuid());
  const outgoingId = made.outgoingId ?? OutgoingId.parse(uuid());
  return {
    ...lab,
    app,
    incomingId,
    outgoingId,
    drop: app.drop,
    act: app.invoke,
    receive: (some = {}) =>
      app.invoke('incoming.receive', {
        documentId: incomingId,
        source: 'paper',
        fields: incomingFields(),
        secrecy: 'normal',
        attachments: [],
        ...some,
      }),
    sign: async (some = {}) =>
      app.invoke('signing.sign', {
        ...(await app.shown(outgoingId)),
        keyId: 'person',
        secret: PASSPHRASE,
        ...some,
      }),
    close: async () => {
      await app.close();
      lab.office.close();
    },
  };
}

/** Another agency of the province, to dispatch to. */
export const neighbour = {
  agencyId: AgencyId.parse('00000000-0000-4000-8000-0000000000b1'),
  name: 'UBND phường Mẫu Hai',
  code: '000.00.92.H56',
  place: 'Lam Giang',
};

/** Documents that wait for their next step: at the leader, in the book, for the seal. */
export const submitted: Prepare = (lab) => ({ outgoingId: lab.put() });
export const inBook: Prepare = (lab) => ({ incomingId: lab.putIncoming() });
export const numbered: Prepare = async (lab) => {
  lab.expectSeal();
  return { outgoingId: await lab.putSigned({ state: 'numbered', number: 7, issuedOn: lab.today }) };
};

/** The leader's registered certificate is no longer valid; a document waits for him. */
export const withExpiredKey: Prepare = (lab) => {
  const { id, ...leader } = lab.office.people.leader;
  const certificateSha256 = fingerprint(lab.pki.expired.certificate);
  lab.office.server.put('official', id, { ...leader, certificateSha256 });
  return { outgoingId: lab.put(), key: lab.pki.expired };
};

/** Signs without a line, while another file is put under the document; answers what the authority then said. */
export async function signThenChange(desk: Desk): Promise<Reply<unknown>> {
  const { app, sign, replaceFile, outgoingId } = desk;
  await filesHere(desk);
  app.line.cut = 'before';
  await sign();
  replaceFile(outgoingId);
  app.line.cut = 'no';
  await app.synchronise();
  const [refused] = (await app.ask('sync.listOperations', { tab: 'refused', limit: 9 })).rows;
  const { code = 'internal', detail = {} } = refused ?? {};
  return { ok: false, error: { code, detail, retryable: false } };
}

/** Nothing new: no document, nothing waiting to be sent, and no file in the profile's folders of files. */
export async function nothing({ app }: Desk): Promise<object> {
  const [incoming, outgoing, status] = await Promise.all([
    app.ask('incoming.countViews', {}),
    app.ask('outgoing.countViews', {}),
    app.ask('sync.getStatus', {}),
  ]);
  return {
    documents: incoming.all + outgoing.all,
    toSend: status.waitingCount + status.filesToSend,
    files: filesIn(app.dataDir).length,
  };
}
export const NOTHING = { documents: 0, toSend: 0, files: 0 };

/** Every file under the profile's folders of files. */
export function filesIn(dataDir: string): readonly string[] {
  const found = ['files/sha256', 'files/new'].flatMap((folder) => {
    try {
      return readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true });
    } catch (problem) {
      if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return [];
      throw problem;
    }
  });
  return found.filter((each) => each.isFile()).map(({ name }) => name);
}

export type DocumentArea = 'incoming' | 'outgoing';

/** The document of the row, with everything that hangs on it. */
export const detailOf = ({ app, incomingId, outgoingId }: Desk, area: DocumentArea) =>
  area === 'incoming'
    ? app.ask('incoming.get', { documentId: incomingId })
    : app.ask('outgoing.get', { documentId: outgoingId });

export const filesHere = (desk: Desk, area: DocumentArea = 'outgoing') =>
  desk.app.until(async () => (await detailOf(desk, area)).files.every(({ isHere }) => isHere));

/** Why an act is forbidden now, as the window says it beside the button. */
export async function whyNot(desk: Desk, area: DocumentArea, name: string): Promise<Reply<unknown>> {
  const { allowed } = await detailOf(desk, area);
  const code = allowed.find((each) => each.name === name)?.reason ?? 'internal';
  return { ok: false, error: { code, detail: {}, retryable: false } };
}

/** Takes the file in and makes a document of it; a failure says why not. */
export async function receiveFile(
  { drop, receive }: Desk,
  name: string,
  bytes: Uint8Array,
): Promise<Reply<unknown>> {
  const taken = await drop(name, bytes);
  return taken.ok ? receive({ source: 'file', file: (taken.value as AcceptedFile).file }) : taken;
}
