import type { BuildInstruction } from '../history/build-instruction.ts';
import type { ConfigSection } from '../history/image-history.ts';
import type { Invocation, ShellFacts } from '../shell/invocation.ts';
import { accountPasswords, passwordsOf } from './command-secrets.ts';
import { printedLogins, printedPasswords } from './printed-passwords.ts';
import { isSecretName } from './secret-names.ts';
import { findShapes, findUrlCredentials, isSecretValue } from './secret-values.ts';

/** A secret and where it was seen. The value never leaves this module but to be masked. */
export interface Secret {
  /** How it was told: the name of what holds it, its place in a command, its place in a URL, its shape. */
  readonly by: 'name' | 'command' | 'url' | 'shape';
  /** The variable, the program, or what kind of credential it is. */
  readonly name: string;
  readonly value: string;
}

/** The secrets of one instruction: set by it, in force for it, or written in its text. */
export function findSecrets(instruction: BuildInstruction, facts: ShellFacts | null): Secret[] {
  return [
    ...instruction.assignments.flatMap(({ name, value }) => named(name, value ?? '')),
    ...(facts ? findInScript(facts) : []),
    ...findInText(`${instruction.text}\n${instruction.createdBy}`),
  ];
}

/** The secrets of the config: it is shown with findings, and what it sets is in the instructions too. */
export function findConfigSecrets(config: ConfigSection): Secret[] {
  const texts = [config.entrypoint, config.cmd, config.healthcheck].map((words) => words.join(' '));
  return [
    ...config.env.flatMap(splitNamed),
    ...Object.entries(config.labels).flatMap(([name, value]) => named(name, value)),
    ...[...texts, ...config.env, ...Object.values(config.labels)].flatMap(findInText),
  ];
}

function findInScript({ assignments, invocations, pipelines }: ShellFacts): Secret[] {
  const printed = printedPasswords(pipelines);
  const given = invocations.filter(({ program }) => program === 'chpasswd');
  const passwords = [...printed.flatMap(printedValues), ...given.flatMap(accountPasswords)];
  const logins = printedLogins(pipelines).flatMap(printedWords);
  return [
    ...assignments.flatMap(({ value }) => splitNamed(value)).map(inCommand),
    ...invocations.flatMap(secretsOf),
    ...passwords.filter(isSecretValue).map((value): Secret => ({ by: 'command', name: 'chpasswd', value })),
    ...logins.filter(isSecretValue).map((value): Secret => ({ by: 'command', name: 'login', value })),
  ];
}

/**
 * `echo user:password | chpasswd`, `echo password | passwd --stdin user`. A password of passwd may look like an account with its
 * password, so the whole word counts, too.
 */
function printedValues(printing: Invocation): string[] {
  const passwords = accountPasswords(printing);
  // `user:$(openssl rand …)` is an account with a password that is not written.
  const isWritten = (word: string) =>
    passwords.every((password) => isSecretValue(password) || !word.endsWith(password));
  return [...passwords, ...printedWords(printing).filter(isWritten)];
}

function printedWords({ args }: Invocation): string[] {
  const words = args.filter(({ value }) => !value.startsWith('-')).map(({ value }) => value);
  return words.flatMap((word) => word.split(/\n|\\n/)).filter((word) => !/^%[a-z]$/.test(word));
}

/** A name that is set for a command, not for the image or the build. */
function inCommand(secret: Secret): Secret {
  return { ...secret, by: 'command' };
}

function secretsOf(invocation: Invocation): Secret[] {
  const { program, args, assignments } = invocation;
  const exported = ['export', 'declare', 'local', 'readonly', 'setx'].includes(program) ? args : [];
  return [
    ...[...assignments, ...exported].flatMap(({ value }) => splitNamed(value)).map(inCommand),
    ...passwordsOf(invocation)
      .filter(isSecretValue)
      .map((value): Secret => ({ by: 'command', name: program, value })),
  ];
}

function findInText(text: string): Secret[] {
  return [
    ...findUrlCredentials(text).map((value): Secret => ({ by: 'url', name: 'URL', value })),
    ...findShapes(text).map(({ name, value }): Secret => ({ by: 'shape', name, value })),
  ];
}

function splitNamed(assignment: string): Secret[] {
  const split = assignment.indexOf('=');
  return split < 0 ? [] : named(assignment.slice(0, split), assignment.slice(split + 1));
}

function named(name: string, value: string): Secret[] {
  return isSecretName(name) && isSecretValue(value) ? [{ by: 'name', name, value }] : [];
}
