import type { Http } from '../../src/runtime/index.ts';

/** For tests that read no URL: any request fails the test. */
export const noHttp: Http = {
  request: (url) => Promise.reject(new Error(`unexpected request to ${url}`)),
  close: async () => {},
};
