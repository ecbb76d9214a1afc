export { loadConfig } from './config.ts';
export { configReference } from './config-reference.ts';
export type { Config } from './config-schema.ts';
export { readKey } from './config-values.ts';
export { defaultLimits, type Limits } from './limits.ts';
