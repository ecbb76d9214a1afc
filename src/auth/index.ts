export type { Caller, Grant } from './caller.ts';
