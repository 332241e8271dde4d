/**
 * Every durable step has a named place where a test may end the process: before and after what becomes durable there. docs/sync.md says what must
 * hold at each; a test kills at every one of them and fails when one has no kill.
 */
export const clientFailpoints = [
  'intake.after-blob',
  'perform.in-transaction',
  'perform.after-commit',
  'push.before-send',
  'push.after-answer',
  'push.after-verdicts',
  'pull.in-transaction',
  'pull.after-apply',
  'upload.after-address',
  'upload.after-bytes',
  'fetch.after-bytes',
  'room.after-note',
  'sign.after-intent',
  'sign.after-file',
  'sign.after-rename',
  'batch.after-start',
  'batch.after-item',
  'issue.after-package',
  'enrol.after-key',
  'enrol.after-profile',
  'lock.after-copy',
  'lock.after-lock',
  'lock.after-database',
  'lock.after-file',
] as const;

export const serverFailpoints = [
  'push.before-commit',
  'push.after-commit',
  'finalise.after-hash',
  'finalise.after-rename',
  'deliver.before-commit',
  'deliver.after-commit',
  'receipt.before-commit',
  'receipt.after-commit',
  'request.before-commit',
  'request.after-commit',
  'gateway.before-send',
  'gateway.after-send',
  'gateway.after-get',
  'gateway.before-settle',
  'gateway.before-acknowledge',
  'purge.after-log',
  'purge.after-files',
  'collect.before-commit',
  'collect.after-commit',
] as const;

export type ClientFailpoint = (typeof clientFailpoints)[number];
export type ServerFailpoint = (typeof serverFailpoints)[number];
