import { ACCOUNTS } from './accounts.ts';
import { APT_SIGNATURES } from './apt-signatures.ts';
import { DOWNLOADS } from './downloads.ts';
import { FETCHED_CODE } from './fetched-code.ts';
import { HARDENING } from './hardening.ts';
import { INSECURE_CLIENTS } from './insecure-clients.ts';
import { INSECURE_TLS } from './insecure-tls.ts';
import { INSECURE_TLS_SETTINGS } from './insecure-tls-settings.ts';
import { loadRules } from './load-rules.ts';
import { PACKAGES } from './packages.ts';
import { PERMISSIONS } from './permissions.ts';
import { REMOTE_ACCESS } from './remote-access.ts';
import { REVERSE_SHELLS } from './reverse-shells.ts';
import type { Rule } from './rule.ts';
import { SECRET_FILES } from './secret-files.ts';
import { SECRETS } from './secrets.ts';
import { SIGNATURES } from './signatures.ts';
import { UNPINNED } from './unpinned.ts';

/** All rules. To add one, add an entry to the list of its subject; the catalogue in docs and the tests follow. */
export const RULES: readonly Rule[] = loadRules([
  ...FETCHED_CODE,
  ...DOWNLOADS,
  ...SECRETS,
  ...SECRET_FILES,
  ...ACCOUNTS,
  ...PERMISSIONS,
  ...APT_SIGNATURES,
  ...SIGNATURES,
  ...INSECURE_TLS,
  ...INSECURE_TLS_SETTINGS,
  ...INSECURE_CLIENTS,
  ...REMOTE_ACCESS,
  ...REVERSE_SHELLS,
  ...HARDENING,
  ...PACKAGES,
  ...UNPINNED,
]);
