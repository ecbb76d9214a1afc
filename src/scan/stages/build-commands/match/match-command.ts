import type { CommandPattern } from '../rules/rule.ts';
import type { Option } from '../shell/arguments.ts';
import type { Invocation, ShellFacts } from '../shell/invocation.ts';
import type { Word } from '../shell/script.ts';
import { matchesAny, matchesGlob } from './glob.ts';

/** Whether an invocation fits one of the patterns. */
export function fitsAny(patterns: readonly CommandPattern[], invocation: Invocation): boolean {
  return patterns.some(
    (pattern) => (!pattern.program || matchesAny(pattern.program, invocation.program)) && fits(pattern, invocation),
  );
}

/** False when no program of a script is one that the patterns name, which is so for most rules and instructions. */
export function mayFit(patterns: readonly CommandPattern[], { programs }: ShellFacts): boolean {
  return patterns.some(({ program }) => !program || program.some((name) => isAmong(name, programs)));
}

function isAmong(name: string, programs: ReadonlySet<string>): boolean {
  return name.includes('*') ? [...programs].some((program) => matchesGlob(name, program)) : programs.has(name);
}

function fits(pattern: CommandPattern, { args, options, operands, redirects }: Invocation): boolean {
  const own = pattern.subcommand ? operands.slice(1) : operands;
  return (
    (!pattern.subcommand || matchesAny(pattern.subcommand, operands[0]?.value ?? '')) &&
    (!pattern.options || hasOption(pattern.options, without(pattern.optionsExcept ?? [], options))) &&
    (!pattern.operands || hasWord(pattern.operands, pattern.operandsExcept ?? [], own)) &&
    own.length <= (pattern.operandsAtMost ?? own.length) &&
    (!pattern.words || hasWord(pattern.words, [], args)) &&
    (!pattern.redirects || redirects.some(({ target }) => matchesAny(pattern.redirects ?? [], target.value))) &&
    !(pattern.unlessOptions && hasOption(pattern.unlessOptions, options)) &&
    !(pattern.unlessWords && hasWord(pattern.unlessWords, [], args))
  );
}

function hasWord(globs: readonly string[], except: readonly string[], words: readonly Word[]): boolean {
  return words.some(({ value }) => matchesAny(globs, value) && !matchesAny(except, value));
}

/** Names of single letters are told apart by case (`curl -k`, `curl -K`), all others are not. */
function hasOption(wanted: readonly string[], options: readonly Option[]): boolean {
  return wanted.some((each) => {
    const split = each.indexOf('=');
    const name = split < 0 ? each : each.slice(0, split);
    return options.some(
      (option) => isNamed(name, option) && (split < 0 ? isOn(option) : isSet(each.slice(split + 1), option)),
    );
  });
}

function without(except: readonly string[], options: readonly Option[]): readonly Option[] {
  return except.length === 0 ? options : options.filter((option) => !hasOption(except, [option]));
}

function isNamed(wanted: string, { name }: Option): boolean {
  return wanted.startsWith('--') ? matchesGlob(wanted, name) : wanted === name;
}

/** `--insecure=false` is not `--insecure`. */
function isOn({ value }: Option): boolean {
  return value === null || !/^(?:false|0|no|off)$/i.test(value.value);
}

function isSet(wanted: string, { value, next }: Option): boolean {
  return matchesGlob(wanted, (value ?? next)?.value ?? '');
}
