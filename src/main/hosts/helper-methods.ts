import { z } from 'zod';
import { assert } from '../../shared/assert.ts';
import type { tokenJob } from '../signing/token/process/token-job.ts';
import type { Methods } from './helper-calls.ts';

export const HelperModule = z.enum(['verify', 'index', 'token', 'sheet']);

/**
 * A job whose code is loaded with the first call of one of its methods: a helper holds only what it was asked for, and starts in a fraction of the time.
 * All of the job's methods are named, so that none is forgotten.
 */
function late<Job extends Methods>(
  load: () => Promise<Job>,
  names: Readonly<Record<keyof Job & string, true>>,
): Methods {
  const methodOf = (name: string) => async (input: unknown) => {
    const method = (await load())[name];
    assert(method, 'a job has what it names');
    return method(input);
  };
  return Object.fromEntries(Object.keys(names).map((name) => [name, methodOf(name)]));
}

/** One for the whole process: it holds the vendor's module. */
let token: ReturnType<typeof tokenJob> | undefined;
async function oneToken(): Promise<ReturnType<typeof tokenJob>> {
  const { tokenJob: make } = await import('../signing/token/process/token-job.ts');
  token ??= make();
  return token;
}

/** What each helper answers, in whatever process it runs. */
export const helperMethods: Readonly<Record<z.infer<typeof HelperModule>, Methods>> = {
  verify: {
    ...late(async () => (await import('../jobs/verify.ts')).verifyJob, {
      ...{ verifyFile: true, recordFile: true, preflightFile: true, damageFile: true, checkSigned: true },
    }),
    ...late(async () => (await import('../jobs/extend.ts')).extendJob, { extendFile: true }),
    ...late(async () => (await import('../jobs/package-file.ts')).packageJob, { readPackage: true }),
  },
  index: {
    ...late(async () => (await import('../jobs/index-file.ts')).indexJob, {
      isEncrypted: true,
      readText: true,
    }),
    ...late(async () => (await import('../jobs/draft.ts')).draftJob, {
      ...{ readDraft: true, prepareDraft: true, readSigned: true, readPaper: true },
    }),
    ...late(async () => (await import('../jobs/read-table.ts')).tableJob, { readTable: true }),
  },
  token: late(oneToken, { look: true, open: true, sign: true, close: true }),
  sheet: late(async () => (await import('../jobs/sheet.ts')).sheetJob, { makeSheet: true, makeForm: true }),
};
