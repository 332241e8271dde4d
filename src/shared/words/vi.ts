import { agencyExportFaults, agencyExportWords } from './agency-export.ts';
import { applicationFaults, applicationWords } from './application.ts';
import { authorityWords } from './authority.ts';
import { batchWindowWords } from './batch-window.ts';
import { booksWindowWords } from './books-window.ts';
import { calendarFaults, calendarWords } from './calendar.ts';
import { chartWords } from './chart.ts';
import { deskWindowWords } from './desk-window.ts';
import { documentWords } from './document.ts';
import { documentsReportWords } from './documents-report.ts';
import { dossierFaults, dossierWords } from './dossier.ts';
import { dossierFormWords } from './dossier-forms.ts';
import { dossierWindowWords } from './dossier-window.ts';
import { edxmlWords } from './edxml.ts';
import { exchangeFaults } from './exchange.ts';
import { figuresFaults, figuresWords } from './figures.ts';
import { figuresWindowWords } from './figures-window.ts';
import { fileFaults, fileWords } from './file.ts';
import { hostFaults, hostWords } from './host.ts';
import { incomingFaults, incomingWords } from './incoming.ts';
import { incomingWindowWords } from './incoming-window.ts';
import { keyFaults, keyWords } from './key.ts';
import { leavingWords } from './leaving.ts';
import { listExportWords } from './list-export.ts';
import { lockFaults, lockWords } from './lock.ts';
import { enrolAgainWords, machineFaults, machineWords } from './machine.ts';
import { noticeFaults, noticeWords } from './notice.ts';
import { officeFaults, officeWords } from './office.ts';
import { openingFaults, openingWords } from './opening.ts';
import { outgoingFaults, outgoingWords } from './outgoing.ts';
import { outgoingWindowWords } from './outgoing-window.ts';
import { checkWords } from './paper.ts';
import { placeWords } from './place.ts';
import { preflightWords } from './preflight.ts';
import { registerFaults } from './register.ts';
import { registerFormWords } from './register-forms.ts';
import { reportWords } from './report.ts';
import { searchFaults, searchWords } from './search.ts';
import { secrecyFaults, secrecyWords } from './secrecy.ts';
import { serverFaults, serverWords } from './server.ts';
import { setupWords } from './setup.ts';
import { sheetFaults, sheetWords } from './sheet.ts';
import { signatureFaults, signatureWords } from './signature.ts';
import { signingFaults, signingWords } from './signing.ts';
import { startFaults, startWords } from './start.ts';
import { syncWindowWords } from './sync-window.ts';
import { taskFaults, taskWords } from './task.ts';
import { taskWindowWords } from './task-window.ts';
import { terminalFaults, terminalWords } from './terminal.ts';
import { timestampFaults, timestampReasons } from './timestamp.ts';
import { tokenFaults, tokenWords } from './token.ts';
import { trainingWords } from './training.ts';
import { trainingClerkWords } from './training-clerk.ts';
import { trainingLeaderWords } from './training-leader.ts';
import { trainingSpecialistWords } from './training-specialist.ts';
import { trustWords } from './trust.ts';
import { undoWords } from './undo.ts';
import { welcomeWords } from './welcome.ts';
import { windowFaults, windowWords } from './window.ts';

/** Every refusal and fault that a user can be told, by code. */
export const faults = {
  ...agencyExportFaults,
  ...applicationFaults,
  ...calendarFaults,
  ...dossierFaults,
  ...exchangeFaults,
  ...fileFaults,
  ...figuresFaults,
  ...hostFaults,
  ...incomingFaults,
  ...outgoingFaults,
  ...noticeFaults,
  ...officeFaults,
  ...openingFaults,
  ...registerFaults,
  ...keyFaults,
  ...lockFaults,
  ...machineFaults,
  ...searchFaults,
  ...secrecyFaults,
  ...serverFaults,
  ...sheetFaults,
  ...signatureFaults,
  ...signingFaults,
  ...startFaults,
  ...taskFaults,
  ...terminalFaults,
  ...timestampFaults,
  ...tokenFaults,
  ...windowFaults,
} as const;

/** Every other word on a screen, in a report or on standard error. */
export const words = {
  ...agencyExportWords,
  ...applicationWords,
  ...authorityWords,
  ...batchWindowWords,
  ...booksWindowWords,
  ...calendarWords,
  ...chartWords,
  ...deskWindowWords,
  ...edxmlWords,
  ...documentsReportWords,
  ...dossierWords,
  ...dossierWindowWords,
  ...dossierFormWords,
  ...fileWords,
  ...figuresWords,
  ...figuresWindowWords,
  ...hostWords,
  ...incomingWords,
  ...outgoingWords,
  ...noticeWords,
  ...officeWords,
  ...openingWords,
  ...keyWords,
  ...leavingWords,
  ...listExportWords,
  ...lockWords,
  ...enrolAgainWords,
  ...machineWords,
  ...checkWords,
  ...placeWords,
  ...preflightWords,
  ...registerFormWords,
  ...reportWords,
  ...searchWords,
  ...secrecyWords,
  ...serverWords,
  ...setupWords,
  ...sheetWords,
  ...signatureWords,
  ...signingWords,
  ...startWords,
  ...taskWords,
  ...taskWindowWords,
  ...terminalWords,
  ...tokenWords,
  ...documentWords,
  ...incomingWindowWords,
  ...outgoingWindowWords,
  ...syncWindowWords,
  ...trainingWords,
  ...trainingClerkWords,
  ...trainingSpecialistWords,
  ...trainingLeaderWords,
  ...trustWords,
  ...undoWords,
  ...welcomeWords,
  ...windowWords,
} as const;

export type FaultCode = keyof typeof faults;
export type WordKey = keyof typeof words;

/** Fills the `{name}` places of a sentence; a place without a value stays visible, so that a test sees it. */
export function fill(sentence: string, detail: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(detail[name] ?? place));
}

/** The Vietnamese words for `key`, with its places filled. */
export const say = (key: WordKey, detail?: Readonly<Record<string, string | number>>): string =>
  fill(words[key], detail);

/** Codes in details that a sentence tells in words, by fault and place. */
const reasons: {
  readonly [Code in FaultCode]?: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = timestampReasons;

/** The detail of a fault with its codes in words, for another sentence about the same. */
export const tellDetail = (
  code: FaultCode,
  detail: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(detail).map(([place, value]) => [place, reasons[code]?.[place]?.[value] ?? value]),
  );

/** Whether a code that came from elsewhere, of a newer program perhaps, has a sentence here. */
export const isFaultCode = (code: string | undefined): code is FaultCode =>
  code !== undefined && Object.hasOwn(faults, code);

/** The Vietnamese sentence for a fault: what happened, what was kept, what to do (invariant 9). */
export const sayFault = (code: FaultCode, detail: Readonly<Record<string, string | number>> = {}): string =>
  fill(faults[code], tellDetail(code, detail));
