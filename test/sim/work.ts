import { noteUnneeded } from '../../src/main/sync/discard.ts';
import type { FileRef } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { Given, Work } from './desk.ts';
import type { Seat } from './office.ts';
import type { Device, World } from './story.ts';
import { dossierWork } from './work-dossier.ts';
import { incomingWork } from './work-incoming.ts';
import { officeWork } from './work-office.ts';
import { outgoingWork } from './work-outgoing.ts';
import { registerWork } from './work-register.ts';
import { contain } from './work-secrecy.ts';
import { taskWork } from './work-task.ts';

const { receive, register, refuse, correct, markRead, direct, start, finish, reopen } = incomingWork;
const { answerRecall, answerUpdate } = incomingWork;
const { draft, revise, attach, submit, withdraw, sign, seal, takeNumber, dispatch, recall } = outgoingWork;
const { sealAttachment, extend, extendAttachment, copy, askOpinion, giveOpinion, dropOpinion, sendBack } =
  outgoingWork;
const {
  foundUnit,
  appoint,
  recordLeaving,
  handOverWork,
  handOverAfterwards,
  openBook,
  trust,
  distrust,
  delegate,
  endDelegation,
} = officeWork;
const { addEntries, editEntry, approveList, open, edit, file, addMaterial, remove } = dossierWork;
const { give, note, report, confirm, giveBack, chase, askExtension, answerExtension, transfer, cancel } =
  taskWork;
const { takeLease, extendLease, returnLease, withdrawLease, settle, giveUpMissing } = registerWork;

/** What whoever has a share of a document does with it. */
const shareWork: readonly Work[] = [
  incomingWork.forward,
  incomingWork.handBack,
  incomingWork.withdrawShare,
  incomingWork.giveOpinion,
  incomingWork.flag,
];

/** What waits for each seat, the nearest to its end first. */
const waiting: Readonly<Record<Seat, readonly Work[]>> = {
  clerk: [
    ...[settle, extendLease, sealAttachment, extendAttachment, dispatch, seal, takeNumber],
    ...[answerUpdate, answerRecall, register, giveOpinion],
  ],
  leader: [giveOpinion, sign, finish, start, direct],
  specialist: [finish, start, submit],
  aide: [sign, seal, sealAttachment, finish, start, submit],
  administrator: [handOverAfterwards, openBook, withdrawLease],
};
/** What else each seat does, as often as it stands here: right or wrong, for a rule that refuses is part of the story. */
const others: Readonly<Record<Seat, readonly Work[]>> = {
  clerk: [
    ...[
      receive,
      receive,
      receive,
      register,
      refuse,
      correct,
      markRead,
      copy,
      copy,
      extend,
      extend,
      extendAttachment,
      extendAttachment,
    ],
    ...[
      outgoingWork.void,
      outgoingWork.void,
      officeWork.handOverSeal,
      officeWork.takeBackSeal,
      draft,
      submit,
      takeNumber,
    ],
    ...[recall, recall, answerRecall, answerUpdate, giveOpinion, sendBack],
    ...[takeLease, takeLease, extendLease, extendLease, returnLease, register, takeNumber, contain],
    ...[addEntries, editEntry, dossierWork.accept],
    ...[incomingWork.present, incomingWork.present],
    ...[giveUpMissing, registerWork.closeRegister, officeWork.countClassified],
    ...[outgoingWork.dispatchMore, officeWork.saveGroup, officeWork.removeGroup, incomingWork.carry],
  ],
  leader: [
    ...[
      direct,
      direct,
      sendBack,
      outgoingWork.return,
      outgoingWork.return,
      outgoingWork.return,
      outgoingWork.return,
      markRead,
      delegate,
      delegate,
      endDelegation,
      draft,
      submit,
    ],
    ...[incomingWork.sendBack, incomingWork.withdrawShare, incomingWork.giveOpinion],
    ...[
      contain,
      approveList,
      dossierWork.keep,
      give,
      give,
      confirm,
      giveBack,
      chase,
      answerExtension,
      transfer,
      cancel,
    ],
  ],
  specialist: [
    reopen,
    reopen,
    markRead,
    draft,
    draft,
    revise,
    attach,
    attach,
    attach,
    submit,
    withdraw,
    ...[askOpinion, askOpinion, askOpinion, giveOpinion, dropOpinion, dropOpinion, dropOpinion],
    sign,
    contain,
    ...[
      open,
      edit,
      file,
      file,
      addMaterial,
      remove,
      dossierWork.close,
      dossierWork.submit,
      dossierWork.reopen,
    ],
    ...[taskWork.start, note, report, report, askExtension, askExtension],
    ...shareWork,
  ],
  aide: [
    ...[askOpinion, giveOpinion, dropOpinion],
    reopen,
    markRead,
    draft,
    draft,
    revise,
    attach,
    submit,
    withdraw,
    extend,
    extendAttachment,
    file,
    remove,
    ...[taskWork.start, note, report],
    ...shareWork,
  ],
  administrator: [
    ...[foundUnit, appoint, appoint, openBook, trust, distrust, delegate, endDelegation],
    officeWork.setNotTakenHours,
    ...[officeWork.appointHead, officeWork.changeUnit, officeWork.confirmChange],
    ...[officeWork.setWorkingYear, officeWork.openApart],
    ...[recordLeaving, handOverWork, handOverWork],
  ],
};

const TRIES = 5;

/** Tries pieces of work on a machine until there is something to do; answers what was given, or nothing. */
export async function workOnce(world: World, device: Device): Promise<Given | undefined> {
  const { random } = world;
  // The smaller office's clerk keeps its books as well.
  const more = device.agency.code === 'B' && device.seat === 'clerk' ? waiting.administrator : [];
  const first = random.chance(0.6) ? [...more, ...waiting[device.seat]] : [];
  for (let turn = 0; turn < first.length + TRIES; turn++) {
    const work = first[turn] ?? random.pick(others[device.seat]);
    const given = await work(world, device);
    if (!given) continue;
    return giveIt(world, device, given);
  }
  return undefined;
}

/** Gives a command on a machine, and notes what was promised. */
export function giveIt(world: World, device: Device, given: Given): Given {
  const { replica } = device.test;
  try {
    const { operationId } = replica.perform(given[0], given[1]);
    world.performed.set(operationId, { name: given[0], device: device.name });
    return given;
  } catch (problem) {
    if (given[0] === 'exchange.importPackage') leaveFile(world, device, given[1], problem);
    throw problem;
  }
}

/**
 * As `exchange.takePackage` does when the document may not be taken in: another office's file must not stay. Where the process ended instead, the file is let go
 * two weeks later (sync/discard.ts), longer than a story's end waits.
 */
function leaveFile({ tookBack }: World, { test }: Device, args: unknown, problem: unknown): void {
  const { file } = args as { readonly file: FileRef };
  if (problem instanceof AppError) test.replica.store.transact((db) => noteUnneeded(db, [file.sha256]));
  else tookBack.add(file.sha256);
}
