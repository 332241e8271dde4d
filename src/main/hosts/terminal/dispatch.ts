import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { OnDisk } from '../../../edxml-files/file-store.ts';
import { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { AttachmentId, OutgoingId, PDF, Sha256 } from '../../../shared/domain/core/values.ts';
import { carriedAs } from '../../../shared/domain/exchange/import-package.ts';
import type { ReadAttachment } from '../../../shared/edxml/attachments.ts';
import { hindering } from '../../../shared/edxml/package.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';
import { amendedIn } from '../../exchange/amends-here.ts';
import { demandDocument, importOf } from '../../exchange/take-package.ts';
import { streamKept } from '../../store/kept-file.ts';
import { ask, valueIn } from './ask.ts';
import { statusOf, takeStatusIn } from './dispatch-status.ts';
import { problemLine } from './edxml-check.ts';
import { type Looked, makePackageLook } from './edxml-look.ts';
import { needed, writeNew } from './files.ts';
import { withProfile } from './open-profile.ts';
import { profileOptions } from './profile-secret.ts';
import { EXIT, type Terminal, type TerminalCommand, UsageFault } from './terminal.ts';

/** `hamrong dispatch`: a package goes out to a file, or comes in from one, where no server stands between two agencies. */
export const dispatch: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...profileOptions,
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.dispatch.usage'));
    return EXIT.ok;
  }
  const [work, what, ...more] = positionals;
  if ((work !== 'export' && work !== 'import') || what === undefined || more.length > 0)
    throw new UsageFault(say('terminal.dispatch.what'));
  needed('data', values.data);
  if (work === 'import') return withProfile(values, terminal, (app) => takeIn(app, what, terminal));
  const out = needed('out', values.out);
  return withProfile(values, terminal, async (app) => {
    const status = await statusOf(app, what);
    await writeNew(out, status ?? streamKept(await packageOf(app, what)));
    const said = status ? 'terminal.dispatch.status-exported' : 'terminal.dispatch.exported';
    terminal.out(say(said, { document: what, path: out }));
    return EXIT.ok;
  });
};

/** The package of a document that is out: by its id, or by its number and notation where only one bears them. */
async function packageOf(app: App, document: string) {
  const byId = OutgoingId.safeParse(document);
  const found = byId.success ? [byId.data] : await named(app, document);
  const [documentId, another] = found;
  if (!documentId || another)
    throw new AppError('terminal.document-not-found', { document, count: found.length });
  const { packageSha256 } = (await ask(app, 'outgoing.get', { documentId })).document;
  if (!packageSha256) throw new AppError('outgoing.not-dispatched');
  const kept = app.openBlob(packageSha256);
  if (!kept) throw new AppError('exchange.file-missing');
  return kept;
}

const named = async (app: App, reference: string): Promise<readonly OutgoingId[]> =>
  (await ask(app, 'outgoing.list', { view: 'dispatched', text: reference, limit: 100 })).rows
    .filter((row) => row.reference === reference)
    .map(({ documentId }) => documentId);

async function takeIn(app: App, path: string, terminal: Terminal): Promise<number> {
  const packageSha256 = await hashOf(path);
  const { agencyId } = await ask(app, 'profile.get', {});
  const documentId = carriedAs(agencyId, packageSha256);
  if ((await app.invoke('incoming.get', { documentId })).ok) throw new AppError('exchange.already-arrived');
  const looks = makePackageLook(terminal);
  try {
    return await looks.look(path, async ({ read, problems }: Looked) => {
      for (const each of problems)
        terminal.err(say('terminal.edxml.problem', { sentence: problemLine(each).sentence }));
      const { length: count } = hindering(problems);
      if (read.kind === 'status' && count === 0) return takeStatusIn(app, path, terminal);
      if (read.kind !== 'edoc' || count > 0) throw new AppError('exchange.package-unusable', { count });
      demandDocument(read.message, read.attachments.length);
      const amended = amendedIn(read.message);
      const amends = amended && (await ask(app, 'exchange.findAmended', amended));
      const { main, attachments } = await keepAll(app, read.attachments);
      const told = importOf(read.message, agencyId, packageSha256);
      await ask(app, 'exchange.importPackage', {
        ...told,
        ...(amends && { amends }),
        file: main,
        attachments: attachments.map((file) => ({ attachmentId: AttachmentId.parse(randomUUID()), file })),
      });
      terminal.out(
        say('terminal.line', { path, sentence: say('terminal.imported', { subject: told.fields.subject }) }),
      );
      return EXIT.ok;
    });
  } finally {
    await looks.stop();
  }
}

/** Every file goes the way of a dropped one; the first PDF is the document, as senders pack it. */
async function keepAll(app: App, files: readonly ReadAttachment<OnDisk>[]) {
  const kept: AcceptedFile['file'][] = [];
  for (const { name, path } of files)
    kept.push(AcceptedFile.parse(valueIn(await app.acceptFile(name, createReadStream(path)))).file);
  const main = kept.find(({ mediaType }) => mediaType === PDF);
  if (!main) throw new AppError('file.main-not-pdf');
  return { main, attachments: kept.filter((each) => each !== main) };
}

async function hashOf(path: string): Promise<Sha256> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  } catch (cause) {
    throw new AppError(
      'terminal.file-unreadable',
      { path, why: String((cause as { code?: string }).code) },
      { cause },
    );
  }
  return Sha256.parse(hash.digest('hex'));
}
