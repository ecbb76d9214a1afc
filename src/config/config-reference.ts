import { CONFIG_FILE_VARIABLE, SETTINGS, type Setting } from './config-schema.ts';
import { LIMIT_SETTINGS, type Limits, limitVariable } from './limits.ts';

/** The generated part of docs/operations.md: every variable with its default and meaning, as markdown tables. */
export function configReference(): string {
  return [
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    `| \`${CONFIG_FILE_VARIABLE}\` |  | file with further settings: \`NAME=value\` lines, or a YAML map when it ends in \`.yaml\` or \`.yml\`; the environment wins |`,
    ...Object.values(SETTINGS).map(settingRow),
    '',
    '| limit | default | unit | what is capped |',
    '| --- | --- | --- | --- |',
    ...(Object.keys(LIMIT_SETTINGS) as (keyof Limits)[]).map(limitRow),
    '',
  ].join('\n');
}

function settingRow(setting: Setting<unknown>): string {
  const variable = `\`${setting.variable}\`${setting.secret ? `, \`${setting.variable}_FILE\`` : ''}`;
  const fallback = setting.fallback ? `\`${setting.fallback}\`` : '';
  return `| ${variable} | ${fallback} | ${setting.about} |`;
}

function limitRow(name: keyof Limits): string {
  const { fallback, unit, about } = LIMIT_SETTINGS[name];
  return `| \`${limitVariable(name)}\` | ${fallback} | ${unit} | ${about} |`;
}
