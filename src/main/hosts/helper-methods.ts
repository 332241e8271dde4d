import { z } from 'zod';
import { draftJob } from '../jobs/draft.ts';
import { extendJob } from '../jobs/extend.ts';
import { indexJob } from '../jobs/index-file.ts';
import { verifyJob } from '../jobs/verify.ts';
import { tokenJob } from '../signing/token/process/token-job.ts';
import type { Methods } from './helper-calls.ts';

export const HelperModule = z.enum(['verify', 'index', 'token']);

/** What each helper answers, in whatever process it runs. */
export const helperMethods: Readonly<Record<z.infer<typeof HelperModule>, Methods>> = {
  verify: { ...verifyJob, ...extendJob },
  index: { ...indexJob, ...draftJob },
  token: tokenJob(),
};
