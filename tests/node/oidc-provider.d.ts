// What the tests use of oidc-provider, which comes without types; jsconfig.json puts this in their place.
import type { IncomingMessage, ServerResponse } from "node:http";

type ForClient = (context: unknown, subject: unknown, client: { clientId: string }) => number;

export interface Grant {
  addOIDCScope(scope: string): void;
  save(): Promise<string>;
}

export interface Configuration {
  clients: object[];
  cookies: { keys: string[] };
  features: Record<string, { enabled: boolean }>;
  findAccount: (context: unknown, id: string) => object;
  interactions: { url: (context: unknown, interaction: { uid: string }) => string };
  jwks: object;
  pkce: { required: () => boolean };
  ttl: Record<string, number | ForClient>;
}

export class Provider {
  constructor(issuer: string, configuration: Configuration);
  Grant: { new (of: { accountId: string; clientId: string }): Grant; find(id: string): Promise<Grant> };
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  interactionDetails(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<{ params: { client_id: string; scope: string }; grantId?: string }>;
  interactionFinished(
    request: IncomingMessage,
    response: ServerResponse,
    result: object,
    options: { mergeWithLastSubmission: boolean },
  ): Promise<void>;
}
