import { forgetFile, noteFile } from '../files/document-files.ts';
import type { Handlers } from '../handler.ts';
import type { Projectors } from '../store/projector.ts';
import { listBooks } from './books.ts';
import { exportBook } from './export-book.ts';
import { listIncidents } from './incidents.ts';

export const registerHandlers: Handlers<'office.listBooks' | 'office.listIncidents' | 'register.export'> = {
  'office.listBooks': (context) => listBooks(context),
  'office.listIncidents': (context) => listIncidents(context),
  'register.export': (context, wanted) => exportBook(context, wanted),
};

/** The sealed file of a number that was not accepted is its document's, so that it can be asked for, looked at and kept. */
export const registerProjectors: Required<Pick<Projectors, 'incident'>> = {
  incident: (db, incidentId, body) => {
    if (body?.of && body.sealed) noteFile(db, body.of.kind, body.of.id, incidentId, body.sealed.file.sha256);
    else forgetFile(db, incidentId);
  },
};
