import fc from 'fast-check';
import { scaled } from './scale.ts';

/** Set-up of a long run: properties that name no number of runs have fast-check's hundred. */
fc.configureGlobal({ numRuns: scaled(100) });
