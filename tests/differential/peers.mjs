// What oauth4webapi and openid-client make of the inputs that come as JSON, one line each; one line of answers for each.
// An answer is the outcome as text, "refused" and why not, or absent when a library has no such function.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../node/package.json", import.meta.url));
const oauth = await import(pathToFileURL(require.resolve("oauth4webapi")));
const client = await import(pathToFileURL(require.resolve("openid-client")));

const ISSUER = "https://op.example";
const CALLBACK = "https://client.example/cb";
const SOUND = { access_token: "token", token_type: "Bearer", expires_in: 60 };

const server = (changes = {}) => ({
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/jwks`,
  id_token_signing_alg_values_supported: ["RS256", "ES256"],
  ...changes,
});

const answer = (body, { status = 200, type = "application/json" } = {}) =>
  new Response(body, { status, headers: type ? { "content-type": type } : {} });

const outcome = async (attempt) => {
  try {
    return await attempt();
  } catch (problem) {
    return `refused: ${problem.code ?? ""} ${problem.message} ${problem.cause?.message ?? ""}`.trim();
  }
};

const authentication = (library, { token_endpoint_auth_method: method, client_secret: secret }) => {
  if (method === "client_secret_basic") return library.ClientSecretBasic(secret);
  if (method === "client_secret_post") return library.ClientSecretPost(secret);
  return library.None();
};

const note = (sent, headers, body, respond) => {
  Object.assign(sent, { headers: new Headers(headers), body });
  return respond();
};

// The token request that oauth4webapi makes of a redirect, answered by `respond`.
const grant = async (task, respond) => {
  const sent = {};
  const as = server({ authorization_response_iss_parameter_supported: task.iss_promised });
  const own = { client_id: task.client_id ?? "client", [oauth.clockTolerance]: task.clock_skew ?? 0 };
  const url = new URL(task.redirect ?? `${CALLBACK}?code=code`);
  const parameters = oauth.validateAuthResponse(as, own, url, task.state ?? oauth.expectNoState);
  const response = await oauth.authorizationCodeGrantRequest(
    as, own, authentication(oauth, task), parameters, task.redirect_uri ?? CALLBACK, task.code_verifier ?? oauth.nopkce,
    { [oauth.customFetch]: async (_, { headers, body }) => note(sent, headers, body, respond) },
  );
  return { as, own, sent, response };
};

const configuration = (task, fetch) => {
  const as = server({ authorization_response_iss_parameter_supported: task.iss_promised, ...task.server });
  const metadata = { [client.clockTolerance]: task.clock_skew ?? 0 };
  const config = new client.Configuration(as, task.client_id ?? "client", metadata, authentication(client, task));
  config[client.customFetch] = fetch;
  return config;
};

// The same with openid-client, which does all of it in one call.
const wholeGrant = async (task, respond, checks = {}, prepare = () => {}) => {
  const sent = {};
  const config = configuration(task, async (url, { headers, body }) => {
    if (String(url).endsWith("/jwks")) return answer(JSON.stringify(task.jwks));
    return note(sent, headers, body, respond);
  });
  prepare(config);
  const expected = { pkceCodeVerifier: task.code_verifier, expectedState: task.state ?? undefined, ...checks };
  const tokens = client.authorizationCodeGrant(config, new URL(task.redirect ?? `${CALLBACK}?code=code`), expected);
  return { sent, tokens };
};

const shown = ({ headers, body }) =>
  `sent ${JSON.stringify([headers.get("authorization"), new URLSearchParams(body).toString()])}`;

const operations = {
  redirect: (task) => {
    const respond = () => answer(JSON.stringify(SOUND));
    const code = ({ sent }) => `accepted ${new URLSearchParams(sent.body).get("code")}`;
    return {
      oauth4webapi: () => grant(task, respond).then(code),
      "openid-client": async () => {
        const { sent, tokens } = await wholeGrant(task, respond);
        await tokens;
        return code({ sent });
      },
    };
  },

  url: (task) => ({
    "openid-client": () => {
      const config = configuration({ server: { authorization_endpoint: task.authorization_endpoint } });
      return `sent ${client.buildAuthorizationUrl(config, task.parameters).href}`;
    },
  }),

  request: (task) => {
    const respond = () => answer(JSON.stringify(SOUND));
    const redirect = `${CALLBACK}?${new URLSearchParams({ code: task.code })}`;
    return {
      oauth4webapi: async () => shown((await grant({ ...task, redirect }, respond)).sent),
      // openid-client takes the redirect_uri from the redirect itself.
      "openid-client": async () => {
        const to = new URL(task.redirect_uri || CALLBACK);
        to.searchParams.set("code", task.code);
        const { sent, tokens } = await wholeGrant({ ...task, redirect: to.href }, respond);
        await tokens;
        return shown(sent);
      },
    };
  },

  response: (task) => {
    const respond = () => answer(task.body, task);
    return {
      oauth4webapi: async () => {
        const { as, own, response } = await grant(task, respond);
        return `accepted ${(await oauth.processAuthorizationCodeResponse(as, own, response)).access_token}`;
      },
      "openid-client": async () => `accepted ${(await (await wholeGrant(task, respond)).tokens).access_token}`,
    };
  },

  id_token: (task) => {
    Date.now = () => task.now * 1000;
    const respond = () => answer(JSON.stringify({ ...SOUND, access_token: task.access_token, id_token: task.id_token }));
    const checks = { expectedNonce: task.nonce, maxAge: task.max_age };
    return {
      oauth4webapi: async () => {
        const { as, own, response } = await grant(task, respond);
        const options = { ...checks, maxAge: task.max_age ?? oauth.skipAuthTimeCheck, requireIdToken: true };
        await oauth.processAuthorizationCodeResponse(as, own, response, options);
        const jwks = async () => answer(JSON.stringify(task.jwks));
        await oauth.validateApplicationLevelSignature(as, response, { [oauth.customFetch]: jwks });
        return "accepted";
      },
      "openid-client": async () => {
        const whole = { ...checks, idTokenExpected: true };
        await (await wholeGrant(task, respond, whole, client.enableNonRepudiationChecks)).tokens;
        return "accepted";
      },
    };
  },

  challenge: (task) => ({
    oauth4webapi: async () => `accepted ${await oauth.calculatePKCECodeChallenge(task.code_verifier)}`,
    "openid-client": async () => `accepted ${await client.calculatePKCECodeChallenge(task.code_verifier)}`,
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  const answers = {};
  for (const [peer, attempt] of Object.entries(operations[task.operation](task))) answers[peer] = await outcome(attempt);
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
