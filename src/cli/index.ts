export type { Administration } from './administration.ts';
export { firstStartText } from './first-start.ts';
export { type Commands, createProgram } from './program.ts';
export { runOnce } from './run-once.ts';
export { type Process, runUntilStopped } from './run-until-stopped.ts';
