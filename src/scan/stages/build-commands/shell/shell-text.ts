import { type Budget, MAX_DEPTH } from './script.ts';

/** A here-document whose body starts after the line that is being read. */
export interface PendingBody {
  readonly delimiter: string;
  readonly stripTabs: boolean;
  receive(body: string): void;
}

/** A text and the place where it is read. The place only moves forward, which keeps reading linear. */
export class ShellText {
  at = 0;
  readonly text: string;
  readonly budget: Budget;
  depth: number;
  readonly bodies: PendingBody[] = [];

  constructor(text: string, budget: Budget, depth: number) {
    this.text = text;
    this.budget = budget;
    this.depth = depth;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  peek(ahead = 0): string {
    return this.text[this.at + ahead] ?? '';
  }

  starts(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  /** Moves past the token when it is next. */
  take(token: string): boolean {
    if (!this.starts(token)) return false;
    this.at += token.length;
    return true;
  }

  /** Blanks and continued lines. */
  skipBlanks(): void {
    for (;;) {
      if (this.peek() === ' ' || this.peek() === '\t' || this.peek() === '\r') this.at += 1;
      else if (!this.take('\\\n')) return;
    }
  }

  skipComment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  /** Moves past a line end and the bodies of here-documents that follow it. */
  takeNewline(): boolean {
    if (!this.take('\n')) return false;
    for (const pending of this.bodies.splice(0)) pending.receive(this.#takeBody(pending));
    return true;
  }

  /** `((…))` is arithmetic when both closing parentheses stand together, else one subshell in another. */
  isArithmetic(ahead: number): boolean {
    let open = 0;
    for (let index = this.at + ahead; index < this.text.length; index += 1) {
      if (this.text[index] === '(') open += 1;
      else if (this.text[index] === ')') open -= 1;
      if (open === 0) return this.text[index - 1] === ')';
    }
    return false;
  }

  /** Gives up on the rest of the text and says so. */
  stop(reason: string): void {
    this.budget.cuts.add(reason);
    this.at = this.text.length;
  }

  /** Reads one level deeper; null, with the rest given up, when the text nests deeper than anybody writes it. */
  nest<Result>(read: () => Result): Result | null {
    if (this.depth >= MAX_DEPTH) {
      this.stop(`it nests deeper than ${MAX_DEPTH} levels`);
      return null;
    }
    this.depth += 1;
    const result = read();
    this.depth -= 1;
    return result;
  }

  #takeBody({ delimiter, stripTabs }: PendingBody): string {
    const start = this.at;
    while (!this.ended) {
      const found = this.text.indexOf('\n', this.at);
      const end = found < 0 ? this.text.length : found;
      const line = this.text.slice(this.at, end);
      const body = this.at;
      this.at = Math.min(end + 1, this.text.length);
      if ((stripTabs ? line.replace(/^\t+/, '') : line) === delimiter) return this.text.slice(start, body);
    }
    return this.text.slice(start);
  }
}
