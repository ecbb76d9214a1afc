import { loadConfig } from '../src/config/index.ts';
import { createLogger } from '../src/process/index.ts';
import { composeServices, type Services } from '../src/services.ts';

/** What a process shares, as the product wires it: silent, with a key of its own, and with registries of this machine allowed. */
export function testServices(settings: Record<string, string> = {}): Services {
  const config = loadConfig({ HULLWATCH_EGRESS_ALLOW: '127.0.0.0/8', ...settings });
  return composeServices(config, createLogger('silent'), Buffer.alloc(32, 7));
}
