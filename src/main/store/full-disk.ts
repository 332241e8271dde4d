import { AppError } from '../../shared/errors.ts';

/** The sentence for a disk, or an official's share of it, that has no room left; any other problem as it is. */
export const orFullDisk = (problem: unknown): unknown =>
  problem instanceof Error && 'code' in problem && (problem.code === 'ENOSPC' || problem.code === 'EDQUOT')
    ? new AppError('store.full', {}, { cause: problem, retryable: true })
    : problem;
