/** All answers in order, or the first fault once every work has come to its end: no authority is still being asked when the caller goes on. */
export async function toTheEnd<Answer>(works: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
