// A real identity provider on this machine: npm's oidc-provider. As many providers do, it gives
// profile and groups by userinfo and not in the id token.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const jwk = (kid, alg, type, options) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }), kid, alg, use: "sig" });

/** Listens on the port; `accounts` holds what is known of each login. */
export async function provider({ port, base, accounts }) {
  const issuer = `http://127.0.0.1:${port}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: "traad", client_secret: "en hemmelighed: 100 % &+", redirect_uris: [`${base}/login/openid/callback`], post_logout_redirect_uris: [`${base}/`] }],
    jwks: { keys: [jwk("rs", "RS256", "rsa", { modulusLength: 2048 }), jwk("ps", "PS256", "rsa", { modulusLength: 2048 }), jwk("es", "ES256", "ec", { namedCurve: "P-256" })] },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "PS256", "ES256"] },
    claims: { email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "email", "profile", "groups"],
    findAccount: (_, sub) => (accounts[sub] ? { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) } : undefined),
    // Nobody is asked to consent: the municipality has.
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
    cookies: { keys: ["a key of the test"] },
  });
  const faults = [];
  oidc.on("server_error", (_, error) => faults.push(error.message));
  const server = createServer(oidc.callback());
  await new Promise((resolve) => { server.listen(port, "127.0.0.1", resolve); });
  const stop = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  /** Signs the id tokens that follow with another algorithm. */
  const signWith = async (alg) => { (await oidc.Client.find("traad")).idTokenSignedResponseAlg = alg; };
  return { issuer, stop, signWith, faults };
}
