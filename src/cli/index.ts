export { firstStartText } from './first-start.ts';
export { createProgram } from './program.ts';
export { runOnce } from './run-once.ts';
export { runUntilStopped } from './run-until-stopped.ts';
