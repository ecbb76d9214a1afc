export { exampleCall } from './example-call.ts';
export { expectError, expectRawError } from './expect-error.ts';
export { testOperation } from './operation.ts';
export { rawRequest } from './raw-request.ts';
export { type Call as TestCall, type Reply, send } from './send.ts';
export { startTestApi, type TestApi } from './start-api.ts';
