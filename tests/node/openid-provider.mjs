// node-oidc-provider on a loopback port: a certified OpenID Provider that the end-to-end tests walk through.
//
// It prints its issuer as one line and runs until its standard input ends. CLIENT_SECRET is the secret of its clients.
// Whoever comes is logged in as "reader" and consents: the tests are about the messages, not about a login page.

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import process from "node:process";

import { Provider } from "oidc-provider";

const secret = process.env.CLIENT_SECRET;
if (!secret) throw new Error("CLIENT_SECRET is not set");

const server = createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
const address = server.address();
if (address === null || typeof address === "string") throw new Error("the server has no port");
const issuer = `http://127.0.0.1:${address.port}`;

const client = {
  client_secret: secret,
  redirect_uris: ["http://127.0.0.1:8765/callback", "http://127.0.0.1:8765/second"],
  grant_types: ["authorization_code"],
  response_types: ["code"],
};

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const provider = new Provider(issuer, {
  clients: [
    { ...client, client_id: "quickstart", token_endpoint_auth_method: "client_secret_basic" },
    { ...client, client_id: "quickstart-post", token_endpoint_auth_method: "client_secret_post" },
    { ...client, client_id: "hasty", token_endpoint_auth_method: "client_secret_basic" },
  ],
  cookies: { keys: ["one key is enough for a process of a few seconds"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  jwks: { keys: [{ ...key, use: "sig", alg: "RS256" }] },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  pkce: { required: () => true },
  ttl: {
    AccessToken: 600,
    AuthorizationCode: (_context, _code, client) => (client.clientId === "hasty" ? 5 : 60),
    Grant: 600,
    IdToken: 600,
    Interaction: 600,
    Session: 600,
  },
});

/**
 * Answer the login and the consent that the provider asks for, as a reader would who agrees to everything.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function agree(request, response) {
  const { params, grantId } = await provider.interactionDetails(request, response);
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: "reader", clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = { login: { accountId: "reader" }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const answer = provider.callback();
server.on("request", (request, response) => {
  if (!request.url?.startsWith("/interaction/")) return answer(request, response);
  agree(request, response).catch((problem) => {
    console.error(problem);
    response.writeHead(500).end();
  });
});

console.log(issuer);
process.stdin.resume().on("end", () => process.exit(0));
