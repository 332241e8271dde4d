import { answerCalls } from '../helper-calls.ts';
import { HelperModule, helperMethods } from '../helper-methods.ts';

/** The first file of a utility process: answers the calls of the module that it was started for. */
const module = HelperModule.parse(process.argv.at(-1));
answerCalls(
  {
    post: (message) => process.parentPort.postMessage(message),
    onMessage: (listener) => void process.parentPort.on('message', ({ data }) => listener(data)),
  },
  helperMethods[module],
);
