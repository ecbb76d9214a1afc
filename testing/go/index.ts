export { type GoProgram, writeGoProgram } from './write-go-program.ts';
