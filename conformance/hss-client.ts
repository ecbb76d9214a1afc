import { createRequire } from 'node:module';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import type { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import { Region } from '@huaweicloud/huaweicloud-sdk-core/region/region.js';
import type { AccessKeyPair } from '../src/auth/index.ts';

/** One request as the vendor's generated clients describe it to their core: unescaped path and query values. */
export interface HssRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly pathParams?: Record<string, string>;
  readonly queryParams?: Record<string, string | number | boolean | string[]>;
  readonly body?: object;
}

export interface HssClient {
  /** The answer as the vendor's core reads it: plain JSON with `httpStatusCode` added. Rejects with its exceptions. */
  send(request: HssRequest): Promise<Record<string, unknown>>;
}

/** What the vendor's core makes of an error answer. */
export interface HssException {
  readonly httpStatusCode: number;
  readonly errorCode: string;
  readonly errorMsg: string;
  readonly requestId: string;
}

silenceLog();

/** A client of the vendor's SDK core with project credentials, as its HSS client is built. */
export function openHssClient(address: string, key: AccessKeyPair, projectId: string | undefined): HssClient {
  const credentials = credentialsOf(key).withProjectId(projectId as string);
  return new ClientBuilder(hssClient).withEndpoint(address).withCredential(credentials).build();
}

/** A client that knows its region but not its project: it asks the identity service first, which is us too. */
export function openHssClientOfRegion(address: string, key: AccessKeyPair, region: string): HssClient {
  const credentials = credentialsOf(key);
  credentials.withIamEndpoint(address);
  return new ClientBuilder(hssClient).withRegion(new Region(region, address)).withCredential(credentials).build();
}

function credentialsOf(key: AccessKeyPair): BasicCredentials {
  const credentials = new BasicCredentials();
  credentials.withAk(key.accessKey).withSk(key.secretKey);
  return credentials;
}

function hssClient(core: HcClient): HssClient {
  return { send: (request) => core.sendRequest(optionsOf(request)) as Promise<Record<string, unknown>> };
}

function optionsOf({ method, path, pathParams = {}, queryParams = {}, body }: HssRequest) {
  const common = { method, url: path, contentType: 'application/json', queryParams, pathParams, headers: {} };
  return body === undefined ? common : { ...common, data: body };
}

/** The core logs every error with all headers to standard output. */
function silenceLog(): void {
  const ofTest = createRequire(import.meta.url);
  const ofCore = createRequire(ofTest.resolve('@huaweicloud/huaweicloud-sdk-core'));
  const log4js = ofCore('log4js') as { configure(options: object): void };
  const categories = { default: { appenders: ['none'], level: 'off' } };
  log4js.configure({ appenders: { none: { type: 'stderr' } }, categories });
}
