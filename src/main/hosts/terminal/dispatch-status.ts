import { createReadStream } from 'node:fs';
import { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { IncomingId } from '../../../shared/domain/core/values.ts';
import type { Incoming, IncomingState } from '../../../shared/domain/incoming/incoming.ts';
import type { EdxmlStatusCode } from '../../../shared/edxml/message.ts';
import { writeStatus } from '../../../shared/edxml/write.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';
import { ask, valueIn } from './ask.ts';
import { EXIT, type Terminal } from './terminal.ts';

/** How far an incoming document is, in the words of its sender (QĐ 28/2018); what was given back says nothing more. */
const codes: Partial<Record<IncomingState, EdxmlStatusCode>> = {
  arrived: '01',
  refused: '02',
  registered: '03',
  assigned: '04',
  'in-progress': '05',
  done: '06',
};

/** The status message of a document that came as a file, as it stands now; undefined where no document here bears that id. Throws `exchange.nothing-carried`. */
export async function statusOf(app: App, document: string, now: Date): Promise<Uint8Array | undefined> {
  const id = IncomingId.safeParse(document);
  const reply = id.success ? await app.invoke('incoming.get', { documentId: id.data }) : undefined;
  if (!reply?.ok) return undefined;
  const { agencyName, agencyCode } = await ask(app, 'profile.get', {});
  const { state, carried, exchange, codeNumber, codeNotation, issuedOn, refusedReason }: Incoming = (
    reply.value as { readonly document: Incoming }
  ).document;
  const status = codes[state];
  if (!carried || exchange || !status || !agencyCode) throw new AppError('exchange.nothing-carried');
  return writeStatus({
    from: { organId: agencyCode, organName: agencyName },
    responseFor: {
      organId: carried.senderCode,
      code: codeNumber === '' ? codeNotation : `${codeNumber}/${codeNotation}`,
      ...(issuedOn && { promulgationDate: issuedOn }),
      documentId: carried.documentCode,
    },
    // No official is named to the outside.
    staff: { department: agencyName, staff: agencyName },
    status,
    ...(refusedReason && { description: refusedReason }),
    timestamp: now.toISOString(),
  });
}

/** A status goes the way of a package that is taken in at the window. */
export async function takeStatusIn(app: App, path: string, terminal: Terminal): Promise<number> {
  const taken = valueIn(await app.acceptFile('trang-thai.edxml', createReadStream(path)));
  const { sha256 } = AcceptedFile.parse(taken).file;
  await ask(app, 'exchange.takePackage', { sha256 });
  terminal.out(say('terminal.line', { path, sentence: say('terminal.status-imported') }));
  return EXIT.ok;
}
