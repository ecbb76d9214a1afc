export type { Access, Operation, ParameterProblem, Parsed } from './operation.ts';
