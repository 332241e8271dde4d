export type Repeater = {
  readonly start: () => void;
  /** There is something to do now. */
  readonly wake: () => void;
  /** Does it and waits for its end; safe beside a running one. */
  readonly once: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Does something again and again, one at a time; stopping waits for what runs. */
export function makeRepeater(
  act: (mayGoOn: () => boolean) => Promise<void>,
  everyMs: number,
  onProblem: (problem: unknown) => void,
): Repeater {
  let [isStarted, isWanted, isStopped] = [false, false, false];
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const turn = (): Promise<void> => {
    running ??= act(() => !isStopped)
      .catch(onProblem)
      .finally(() => {
        running = undefined;
        if (isWanted && isStarted && !isStopped) wake();
      });
    return running;
  };
  const wake = (): void => {
    // What runs may have passed it already.
    isWanted = running !== undefined;
    if (isStarted && !running) void turn();
  };
  return {
    start: () => {
      isStarted = true;
      timer = setInterval(wake, everyMs);
      wake();
    },
    wake,
    once: async () => {
      await running;
      await turn();
    },
    stop: async () => {
      [isStopped, isStarted] = [true, false];
      clearInterval(timer);
      await running;
    },
  };
}
