import type { OpenConnector } from '../connector.ts';

/** What stands behind one type of registry. Its wire words, and whether it can be connected, are in its row of `REGISTRY_TYPES`. */
export interface RegistryTypeModule {
  readonly open: OpenConnector;
  /** Reads what a registry of this type sends when something was pushed. Absent: it sends nothing that is understood here. */
  readonly parseWebhook?: ParseWebhook;
}

/** A call that somebody made to the address of a registry's webhook. Names of headers are in lower case. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Where something may have changed: a reason to look there soon, and never more than that. */
export interface WebhookEvent {
  readonly repository: string;
  /** Null: any tag of it. */
  readonly tag: string | null;
}

/**
 * @param secret what the registry was told to prove itself with
 * @throws AppError `unauthenticated` when the call does not prove that it knows the secret, `unreadable` for a body that is no event
 */
export type ParseWebhook = (request: WebhookRequest, secret: string) => readonly WebhookEvent[];
