import { describe, expect, test } from 'vitest';
import { findBuildCommandRisks } from '../find-risks.ts';
import { exampleImage } from './example-image.ts';
import { RULES } from './index.ts';
import { loadRules } from './load-rules.ts';

const valid = RULES[0] as (typeof RULES)[number];

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.matches)('matches %s', (example) => {
    expect(rulesBroken(example)).toContain(id);
  });

  test.each(rule.examples.passes)('leaves alone %s', (example) => {
    expect(rulesBroken(example)).not.toContain(id);
  });
});

test('an entry that has not the shape of a rule refuses to load, and the message names it', () => {
  const { fix: _, ...withoutFix } = valid;
  expect(() => loadRules([withoutFix])).toThrow(valid.id);
  expect(() => loadRules([{ ...valid, severity: 'bad' }])).toThrow('severity');
  expect(() => loadRules([{ ...valid, id: 'Not An Id' }])).toThrow('malformed');
  expect(() => loadRules([{ ...valid, match: { kind: 'telepathy' } }])).toThrow('match');
  expect(() => loadRules([{ ...valid, extra: 1 }])).toThrow(valid.id);
  expect(() => loadRules([null])).toThrow('number 0');
});

test('two rules of one id refuse to load', () => {
  expect(() => loadRules([valid, { ...valid }])).toThrow(`two build-command rules have the id ${valid.id}`);
});

test('every text is there in English and in Chinese', () => {
  const isChinese = (text: string) => /[\u4e00-\u9fff]/.test(text);
  const texts = RULES.flatMap(({ title, why, fix }) => [title, why, fix]);
  expect(texts.filter(({ en, zh }) => isChinese(en) || !isChinese(zh))).toEqual([]);
});

function rulesBroken(example: string): string[] {
  return findBuildCommandRisks(exampleImage(example)).findings.map(({ rule }) => rule);
}
