export { rawRequest } from './raw-request.ts';
export { type Call as TestCall, type Reply, send } from './send.ts';
export { startTestApi, type TestApi } from './start-api.ts';
