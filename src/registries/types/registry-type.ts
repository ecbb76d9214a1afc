import type { OpenConnector } from '../connector.ts';

/** The implementation of one type of registry. Its wire words, and whether it can be connected, are in its row of `REGISTRY_TYPES`. */
export interface RegistryTypeModule {
  readonly open: OpenConnector;
  /** Reads what a registry of this type sends when something was pushed. Absent: webhooks of this type are not supported. */
  readonly parseWebhook?: ParseWebhook;
}

/** A request to the webhook of a registry. Names of headers are in lower case. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Where something may have changed: a reason to read it soon, and not a statement about what is there. */
export interface WebhookEvent {
  readonly repository: string;
  /** Null: any tag of it. */
  readonly tag: string | null;
}

/**
 * @param secret the one that the registry was configured with
 * @throws AppError `unauthenticated` when the request does not prove the secret, `unreadable` for a body that is not an event
 */
export type ParseWebhook = (request: WebhookRequest, secret: string) => readonly WebhookEvent[];
