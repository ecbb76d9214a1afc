import type { FirstStart } from '../auth/index.ts';

/** What a person must keep from the first start. A secret key that was configured is not repeated. */
export function firstStartText(first: FirstStart, configuredSecretKey: string | null): string {
  const secretKey = configuredSecretKey === null ? first.secretKey : '(as configured)';
  return [
    'First start: keep these, they are shown once.',
    `  project id   ${first.projectId}`,
    `  access key   ${first.accessKey}`,
    `  secret key   ${secretKey}`,
    `  user         ${first.userName}`,
    `  password     ${first.password}`,
  ].join('\n');
}
