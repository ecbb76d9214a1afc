import { AppError } from '../model/index.ts';
import { readConfigFile, readSmallFile } from './config-file.ts';
import { CONFIG_FILE_VARIABLE, type Config, SETTINGS, type Setting } from './config-schema.ts';
import { readInteger } from './config-values.ts';
import { fillLimits, LIMIT_SETTINGS, type Limits, limitVariable } from './limits.ts';

type Variables = Record<string, string | undefined>;

/**
 * Reads the configuration from the environment and the file that `HULLWATCH_CONFIG_FILE` names; the environment wins.
 * @throws AppError `config_invalid` listing every mistake by variable name, unknown `HULLWATCH_*` names among them
 */
export function loadConfig(env: Variables): Config {
  const mistakes: string[] = [];
  const variables = gatherVariables(env, mistakes);
  reportUnknown(variables, mistakes);
  const config = readSettings(variables, mistakes);
  if ((config.bootstrap.accessKey === null) !== (config.bootstrap.secretKey === null))
    mistakes.push(`${SETTINGS.accessKey.variable} and ${SETTINGS.secretKey.variable} must be set together`);
  if (mistakes.length === 0) return config;
  throw new AppError('config_invalid', `the configuration is not usable:\n${mistakes.map((m) => `  ${m}`).join('\n')}`);
}

function readSettings(variables: Variables, mistakes: string[]): Config {
  const read = <T>(setting: Setting<T>) => readSetting(setting, variables, mistakes);
  return {
    listen: read(SETTINGS.listen) ?? { host: '', port: 0 },
    workerListen: read(SETTINGS.workerListen),
    databaseUrl: read(SETTINGS.databaseUrl),
    dataDir: read(SETTINGS.dataDir) ?? '',
    masterKey: read(SETTINGS.masterKey),
    bootstrap: {
      projectId: read(SETTINGS.projectId),
      accessKey: read(SETTINGS.accessKey),
      secretKey: read(SETTINGS.secretKey),
    },
    egressAllow: read(SETTINGS.egressAllow) ?? [],
    certificateAuthorities: read(SETTINGS.certificateAuthorities),
    advisorySources: read(SETTINGS.advisorySources) ?? [],
    enrichmentSources: read(SETTINGS.enrichmentSources) ?? [],
    scanOnSync: read(SETTINGS.scanOnSync) ?? true,
    workerConcurrency: read(SETTINGS.workerConcurrency) ?? 1,
    logLevel: read(SETTINGS.logLevel) ?? 'info',
    limits: fillLimits((name) => read(limitSetting(name)) ?? 0),
  };
}

/** Null when the setting is absent, and after a mistake, when the value is not used any more. */
function readSetting<T>(setting: Setting<T>, variables: Variables, mistakes: string[]): T | null {
  const text = givenText(setting, variables, mistakes) ?? setting.fallback;
  if (text === null) return null;
  return attempt(
    setting.variable,
    mistakes,
    () => setting.read(text),
    setting.secret || setting.redacted ? undefined : text,
  );
}

function givenText(setting: Setting<unknown>, variables: Variables, mistakes: string[]): string | undefined {
  const given = variables[setting.variable];
  const path = setting.secret ? variables[`${setting.variable}_FILE`] : undefined;
  if (path === undefined) return given;
  if (given !== undefined) {
    mistakes.push(`${setting.variable} and ${setting.variable}_FILE are both set; set one`);
    return undefined;
  }
  return attempt(`${setting.variable}_FILE`, mistakes, () => readSmallFile(path).trim()) ?? undefined;
}

/**
 * An empty value counts as absent, as compose files write it. A name in the environment also hides the other form of the
 * same secret (`NAME` or `NAME_FILE`) in the file.
 */
function gatherVariables(env: Variables, mistakes: string[]): Variables {
  const ours = Object.entries(env).filter(([name, value]) => name.startsWith('HULLWATCH_') && value !== '');
  const path = env[CONFIG_FILE_VARIABLE];
  const file = path ? (attempt(CONFIG_FILE_VARIABLE, mistakes, () => readConfigFile(path)) ?? {}) : {};
  const hidden = new Set(ours.flatMap(([name]) => [name, `${name}_FILE`, name.replace(/_FILE$/, '')]));
  const fromFile = Object.entries(file).filter(([name, value]) => value !== '' && !hidden.has(name));
  return Object.fromEntries([...fromFile, ...ours]);
}

/** `HULLWATCH_TEST_*` belongs to the test suites, which hand their environment down. */
function reportUnknown(variables: Variables, mistakes: string[]): void {
  const settings: Setting<unknown>[] = Object.values(SETTINGS);
  const known = new Set([
    CONFIG_FILE_VARIABLE,
    ...settings.map((setting) => setting.variable),
    ...settings.filter((setting) => setting.secret).map((setting) => `${setting.variable}_FILE`),
    ...Object.keys(LIMIT_SETTINGS).map((name) => limitVariable(name as keyof Limits)),
  ]);
  for (const name of Object.keys(variables))
    if (!known.has(name) && !name.startsWith('HULLWATCH_TEST_')) mistakes.push(`${name} is not a known name`);
}

function limitSetting(name: keyof Limits): Setting<number> {
  const { about, fallback } = LIMIT_SETTINGS[name];
  return { variable: limitVariable(name), about, fallback: String(fallback), read: readInteger(1, 2 ** 50) };
}

function attempt<T>(variable: string, mistakes: string[], read: () => T, shown?: string): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // What the other messages speak of, they name themselves.
    const isNamed = shown === undefined || !error.message.startsWith('must be');
    mistakes.push(`${variable} ${error.message}${isNamed ? '' : `, not ${JSON.stringify(shown)}`}`);
    return null;
  }
}
