export { firstStartText } from './first-start.ts';
export { type Commands, createProgram } from './program.ts';
export { type Process, runUntilStopped } from './run-until-stopped.ts';
