import { createReadStream } from 'node:fs';
import { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { IncomingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';
import { ask, valueIn } from './ask.ts';
import { EXIT, type Terminal } from './terminal.ts';

/** The status message of a document that came as a file, as it stands now; undefined where no document here bears that id. Throws `exchange.nothing-carried`. */
export async function statusOf(app: App, document: string): Promise<Uint8Array | undefined> {
  const id = IncomingId.safeParse(document);
  if (!id.success || !(await app.invoke('incoming.get', { documentId: id.data })).ok) return undefined;
  const { content } = await ask(app, 'exchange.exportStatus', { documentId: id.data });
  return Buffer.from(content, 'base64');
}

/** A status goes the way of a package that is taken in at the window. */
export async function takeStatusIn(app: App, path: string, terminal: Terminal): Promise<number> {
  const taken = valueIn(await app.acceptFile('trang-thai.edxml', createReadStream(path)));
  const { sha256 } = AcceptedFile.parse(taken).file;
  await ask(app, 'exchange.takePackage', { sha256 });
  terminal.out(say('terminal.line', { path, sentence: say('terminal.status-imported') }));
  return EXIT.ok;
}
