export { firstStartText } from './administration.ts';
export { createProgram } from './program.ts';
export { runOnce, runUntilStopped } from './run-process.ts';
