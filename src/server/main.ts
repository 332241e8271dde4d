import { configFrom } from './config.ts';
import { runProcess } from './run-process.ts';

await runProcess(configFrom(process.env));
