import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Output } from '../../../shared/contract/contract.ts';
import { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { IncomingId, SUBJECT_LENGTH_MAX } from '../../../shared/domain/core/values.ts';
import { IncomingFields } from '../../../shared/domain/incoming/incoming.ts';
import { AppError } from '../../../shared/errors.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';
import { ask, valueIn } from './ask.ts';
import { withProfile } from './open-profile.ts';
import { profileOptions } from './profile-secret.ts';
import { ARGUMENTS_MAX, EXIT, type TerminalCommand, UsageFault, whyOf } from './terminal.ts';

/** `hamrong import`: each file becomes a document that waits to be registered, with the fields that its first page suggests. */
export const importFiles: TerminalCommand = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...profileOptions,
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    terminal.out(say('terminal.import.usage'));
    return EXIT.ok;
  }
  if (positionals.length === 0) throw new UsageFault(say('terminal.needs-files'));
  if (positionals.length > ARGUMENTS_MAX)
    throw new UsageFault(say('terminal.too-many', { max: ARGUMENTS_MAX }));
  return withProfile(values, terminal, async (app) => {
    let status: number = EXIT.ok;
    for (const file of positionals) {
      const taken = await takeIn(app, file);
      if (!taken.documentId) status = EXIT.failed;
      terminal.out(
        values.json ? JSON.stringify(taken) : say('terminal.line', { path: file, sentence: taken.sentence }),
      );
    }
    return status;
  });
};

type Taken = {
  readonly file: string;
  readonly documentId?: string;
  readonly sha256?: string;
  readonly sentence: string;
};

/** One file that cannot be taken is told and does not stop the others. */
async function takeIn(app: App, path: string): Promise<Taken> {
  try {
    await access(path, constants.R_OK);
    const accepted = valueIn(await app.acceptFile(basename(path), createReadStream(path)));
    const { file } = AcceptedFile.parse(accepted);
    const suggested = await ask(app, 'incoming.suggestFields', { sha256: file.sha256 });
    const documentId = IncomingId.parse(randomUUID());
    const fields = fieldsFrom(suggested, path);
    await ask(app, 'incoming.receive', {
      documentId,
      source: 'file',
      fields,
      secrecy: 'normal',
      file,
      attachments: [],
    });
    const sentence = say('terminal.imported', { subject: fields.subject });
    return { file: path, documentId, sha256: file.sha256, sentence };
  } catch (fault) {
    const isFile = fault instanceof Error && 'syscall' in fault;
    if (!isFile && !(fault instanceof AppError)) throw fault;
    const told = isFile ? new AppError('terminal.file-unreadable', { path, why: whyOf(fault) }) : fault;
    return { file: path, sentence: sayFault(told.code, told.detail) };
  }
}

/** What the page does not say is put so that the clerk sees it at once when registering. */
const fieldsFrom = (suggested: Output<'incoming.suggestFields'>, path: string): IncomingFields =>
  IncomingFields.parse({
    codeNumber: '',
    codeNotation: '',
    urgency: 'normal',
    typeName: say('terminal.import.type-unknown'),
    organName: say('terminal.import.organ-unknown'),
    subject:
      basename(path, extname(path)).trim().slice(0, SUBJECT_LENGTH_MAX) || say('terminal.import.no-subject'),
    ...suggested,
  });
