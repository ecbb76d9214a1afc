export { loadConfig } from './config.ts';
export { type Config, configReference } from './config-schema.ts';
export { readKey } from './config-values.ts';
export { defaultLimits, type Limits } from './limits.ts';
