import { say } from '../../../shared/words/vi.ts';

/** What the viewer of pages says, wherever it stands. */
export const pdfWords = {
  region: say('pdf.region'),
  toolbar: say('pdf.toolbar'),
  zoomIn: say('pdf.zoomIn'),
  zoomOut: say('pdf.zoomOut'),
  fit: say('pdf.fit'),
  print: say('pdf.print'),
  save: say('pdf.save'),
  nextPage: say('pdf.nextPage'),
  previousPage: say('pdf.previousPage'),
  pageOf: (number: number, count: number) => say('pdf.pageOf', { number, count }),
};
