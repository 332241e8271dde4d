import { AppError } from '../../shared/errors.ts';
import type { Rejected } from '../ports.ts';

/** What only the server knows is asked each time; nothing of it is kept here. Throws `device.no-line`. */
export async function askServer<Answer extends object>(asked: Promise<Answer | Rejected>): Promise<Answer> {
  try {
    const answer = await asked;
    if ('rejected' in answer) throw new AppError('server.refused', { code: answer.rejected });
    return answer;
  } catch (problem) {
    if (problem instanceof AppError && problem.code === 'server.unreachable')
      throw new AppError('device.no-line', {}, { cause: problem, retryable: true });
    throw problem;
  }
}
