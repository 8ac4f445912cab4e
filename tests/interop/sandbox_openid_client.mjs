// The sandbox's OAuth endpoints, found and used by openid-client, and their tokens by AWS's own aws-jwt-verify.
// Run inside `cauth sandbox --issuer self --`.
import assert from 'node:assert/strict';

import { peer } from './peer.mjs';

const { Issuer, generators, errors } = await peer('openid-client');
const { JwtRsaVerifier } = await peer('aws-jwt-verify');

const url = process.env.CAUTH_SANDBOX_URL;
const pool = process.env.CAUTH_USER_POOL_ID;
const redirectUri = 'http://localhost:8484/callback';

// A browser: it follows redirects with its cookies until it is sent back to the application.
class Browser {
  cookies = new Map();

  async go(address, body) {
    const headers = { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const response = await fetch(address, { method: body ? 'POST' : 'GET', body, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie?.() ?? [response.headers.get('set-cookie')]) {
      if (cookie) this.cookies.set(...cookie.split(';')[0].split(/=(.*)/, 2));
    }
    const location = response.headers.get('location');
    if (!location) return { address, page: await response.text() };
    return location.startsWith(redirectUri) ? { address: location } : this.go(new URL(location, address).href);
  }

  async signIn(address) {
    const form = await this.go(address);
    if (!form.page) return form.address;
    const _csrf = /name="_csrf" value="([^"]*)"/.exec(form.page)[1];
    const fields = new URLSearchParams({ _csrf, username: 'alice', password: 'Sandbox-1!' });
    return (await this.go(form.address, fields)).address;
  }
}

const issuer = await Issuer.discover(`${url}/${pool}`);
const client = new issuer.Client({
  client_id: process.env.CAUTH_CLIENT_ID,
  redirect_uris: [redirectUri],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
});
const browser = new Browser();

async function signIn(checks) {
  const address = await browser.signIn(
    client.authorizationUrl({
      scope: 'openid email',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: generators.codeChallenge(checks.code_verifier),
      code_challenge_method: 'S256',
    }),
  );
  return client.callbackParams(address);
}
const newChecks = () => ({
  state: generators.state(),
  nonce: generators.nonce(),
  code_verifier: generators.codeVerifier(),
});

// A whole sign-in: state, nonce, at_hash, issuer, audience and signature are what the client checks.
const checks = newChecks();
const parameters = await signIn(checks);
const tokens = await client.callback(redirectUri, parameters, checks);
assert.equal(tokens.claims()['cognito:username'], 'alice');
assert.ok(tokens.claims().at_hash);
assert.equal((await client.userinfo(tokens)).email, 'alice@example.com');

// The code is used up; another verifier is refused.
await assert.rejects(client.callback(redirectUri, parameters, checks), errors.OPError);
const others = newChecks();
const again = await signIn(others);
await assert.rejects(
  client.callback(redirectUri, again, { ...others, code_verifier: generators.codeVerifier() }),
  /invalid_grant/,
);

const renewed = await client.refresh(tokens.refresh_token);
assert.notEqual(renewed.access_token, tokens.access_token);

// A machine.
const secret = '2sandboxsecret0of0a0machine0opens0nothing0anywhere0';
const machine = new issuer.Client({ client_id: '3sandboxmachine0client0006', client_secret: secret });
const machineTokens = await machine.grant({ grant_type: 'client_credentials', scope: 'orders/read' });
await assert.rejects(machine.grant({ grant_type: 'client_credentials', scope: 'openid' }), /invalid_scope/);

const verifier = JwtRsaVerifier.create({ issuer: issuer.issuer, audience: null });
verifier.cacheJwks(await (await fetch(issuer.jwks_uri)).json());
assert.equal(verifier.verifySync(renewed.access_token, { scope: 'openid' }).username, 'alice');
assert.equal(verifier.verifySync(renewed.id_token).aud, client.metadata.client_id);
const machineClaims = verifier.verifySync(machineTokens.access_token, { scope: 'orders/read' });
assert.equal(machineClaims.sub, machine.metadata.client_id);
assert.throws(() => verifier.verifySync(machineTokens.access_token, { scope: 'orders/write' }), /scope/i);

await client.revoke(tokens.refresh_token);
await assert.rejects(client.refresh(tokens.refresh_token), /invalid_grant/);
