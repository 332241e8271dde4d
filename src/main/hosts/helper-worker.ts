import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { assert } from '../../shared/assert.ts';
import { answerCalls } from './helper-calls.ts';
import { HelperModule, helperMethods } from './helper-methods.ts';

/** The first file of a worker thread: answers the calls of the module that it was started for. */
const { module } = z.object({ module: HelperModule }).parse(workerData);
const port = parentPort;
assert(port, 'this file is started as a worker');
answerCalls(
  {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', listener),
  },
  helperMethods[module],
);
