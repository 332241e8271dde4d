import { assert } from '../../shared/assert.ts';
import { answerCalls } from './helper-calls.ts';
import { HelperModule, helperMethods } from './helper-methods.ts';

/** The first file of a forked process: answers the calls of the module that it was started for, as long as its parent is there. */
const module = HelperModule.parse(process.argv.at(-1));
const send = process.send?.bind(process);
assert(send, 'this file is started by fork');
process.once('disconnect', () => process.exit(0));
answerCalls(
  { post: (message) => void send(message), onMessage: (listener) => void process.on('message', listener) },
  helperMethods[module],
);
